using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Drafts;
using Pagerow.Pages.Spelling;

namespace Pagerow.Merging.Fields;

/// <summary>What a field's nature makes of two values that both sides gave it.</summary>
static class FieldSettlement
{
    /// <summary>The value that stands without a question; null where somebody must say.</summary>
    public static string? Of(FieldNature nature, Three texts) => nature switch
    {
        FieldNature.Plain => null,
        FieldNature.Percent => Same(texts),
        FieldNature.Derived => texts.File,
        FieldNature.Latest => IsLater(texts.Row, texts.File) ? texts.Row : texts.File,
        not (>= FieldNature.Plain and <= FieldNature.Latest) => throw new InvalidOperationException($"A field of a nature that does not exist: {nature}."),
    };

    // Numbers are compared as they are displayed, so that another spelling alone is no change.
    static string? Same(Three texts)
    {
        if (Progress.Of(texts.File) is not { } file || Progress.Of(texts.Row) is not { } row)
            return null;
        var old = Progress.Of(texts.Base);
        return file == row || row == old ? texts.File : file == old ? texts.Row : null;
    }

    // A year alone would be a number too.
    static bool IsLater(string one, string other) => Moment.Read(one) is { } time && Moment.Read(other) is { } otherTime ? time > otherTime
        : Progress.Of(one) is { } a && Progress.Of(other) is { } b && a != b ? a > b
        : string.CompareOrdinal(one, other) > 0;
}
