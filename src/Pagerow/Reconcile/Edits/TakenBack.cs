using System.Text;
using Pagerow.Mapping.Puts;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Edits;

/// <summary>An edit of a row that the page cannot take: it is taken back in the row, told, and its text kept.</summary>
/// <param name="Reason">Why, a sentence.</param>
/// <param name="Text">What the client wrote, as a version that the history keeps; null where there is nothing to keep.</param>
readonly record struct TakenBack(string Reason, PageBytes? Text)
{
    /// <summary>Taken back without a text to keep.</summary>
    public static TakenBack Of(string reason) => new(reason, null);

    /// <summary>What the lens refused.</summary>
    public static TakenBack Of(Refusal refusal) => new(refusal.Reason, TextOf(refusal.Edit) is { Length: > 0 } text ? PageBytes.Of(Encoding.UTF8.GetBytes(text)) : null);

    static string? TextOf(FaceEdit edit) => edit switch
    {
        FaceEdit.SetBody e => e.Body,
        FaceEdit.SetExtra e => e.Json,
        FaceEdit.SetColumn e => e.Value.Spelling,
        FaceEdit.SetSection e => $"{e.Heading}\n{e.Content}".Trim('\n'),
        FaceEdit.AddSection e => $"{new string('#', Math.Clamp(e.Level, 1, 6))} {e.Heading}\n{e.Content}",
        FaceEdit.SetTask e => $"[{e.State}] {e.Number} {e.Text}",
        FaceEdit.AddTask e => $"- [{e.State}] {e.Number} {e.Text}",
        FaceEdit.RemoveSection or FaceEdit.RemoveTask => null,
        _ => throw new ArgumentOutOfRangeException(nameof(edit), edit, null),
    };
}
