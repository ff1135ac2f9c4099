using System.Collections.Immutable;
using Pagerow.Merging.Drafts;

namespace Pagerow.Merging.Structure;

/// <summary>
/// Merges a stretch that both sides changed by its check boxes and labelled lines: those that each side added stand one behind the other,
/// those that one side took out go, or are holes where the other changed them. A box that both added was open when it was new.
/// </summary>
/// <param name="draft">What is written to.</param>
/// <param name="content">The merge of the section around.</param>
sealed class GroupMerge(Draft draft, ContentMerge content)
{
    enum Outcome
    {
        Settled,
        Longer,
        NewBox,
        Hole,
        Dispute,
    }

    /// <summary>Writes the merged stretch; false, and nothing written, where other lines are in dispute too, or several of these.</summary>
    public bool TryRun(List<ContentLine> @base, List<ContentLine> file, List<ContentLine> row)
    {
        var (olds, ours, theirs) = (ContentGroup.Of(@base), ContentGroup.Of(file), ContentGroup.Of(row));
        var order = KeyedOrder.Of([.. olds.Keys], [.. ours.Keys], [.. theirs.Keys]);
        var inner = Inner(olds, ours, theirs);
        ImmutableArray<(ContentGroup? Base, ContentGroup? File, ContentGroup? Row)> groups =
            [.. order.OrderBy(n => n.Length == 0 ? 0 : inner.Contains(n) ? 1 : 2).Select(n => (olds.GetValueOrDefault(n), ours.GetValueOrDefault(n), theirs.GetValueOrDefault(n)))];
        var outcomes = groups.Select(g => Of(g.Base, g.File, g.Row)).ToList();
        // Several holes side by side are one to a person.
        if (order is [] or [""] || outcomes.Contains(Outcome.Dispute) || outcomes.Count(o => o is Outcome.Hole) > 1)
            return false;
        foreach (var ((b, f, r), outcome) in groups.Zip(outcomes))
            Write(b, f, r, outcome);
        return true;
    }

    // What a side added below the line that precedes the stretch, and nested in it, stays there: not below what the other side added.
    static HashSet<string> Inner(OrderedDictionary<string, ContentGroup> olds, OrderedDictionary<string, ContentGroup> ours, OrderedDictionary<string, ContentGroup> theirs)
    {
        var added = ours.Values.Concat(theirs.Values).ToList();
        if (olds.Count > 0 || added.Count == 0 || added.Any(g => g.Name.Length == 0))
            return [];
        var outermost = added.Min(g => g.Indent);
        return [.. new[] { ours, theirs }.SelectMany(side => side.Values.TakeWhile(g => g.Indent > outermost)).Select(g => g.Name)];
    }

    static Outcome Of(ContentGroup? b, ContentGroup? f, ContentGroup? r)
    {
        var texts = Texts(b, f, r);
        if (texts.Settled is not null)
            return Outcome.Settled;
        if (string.IsNullOrWhiteSpace(texts.Base) && string.IsNullOrWhiteSpace(texts.File) && string.IsNullOrWhiteSpace(texts.Row))
            return Outcome.Longer;
        if ((b ?? f ?? r)!.Name.Length == 0 || (b is not null && f is not null && r is not null))
            return Outcome.Dispute;
        return f is not null && r is not null && IsNewBox(f, r) ? Outcome.NewBox : Outcome.Hole;
    }

    static bool IsNewBox(ContentGroup f, ContentGroup r) =>
        f.Lines[0].Kind is ContentKind.Box && r.Lines[0].Kind is ContentKind.Box && string.IsNullOrWhiteSpace(Rest(f)) && string.IsNullOrWhiteSpace(Rest(r));

    static string Rest(ContentGroup group) => group.Text[group.Lines[0].Text.Length..];

    static Three Texts(ContentGroup? b, ContentGroup? f, ContentGroup? r) => new(b?.Text ?? "", f?.Text ?? "", r?.Text ?? "");

    void Write(ContentGroup? b, ContentGroup? f, ContentGroup? r, Outcome outcome)
    {
        var texts = Texts(b, f, r);
        switch (outcome)
        {
            case Outcome.Settled:
                content.Count((texts.Settled == f?.Text ? f : r)?.Lines ?? []);
                draft.Add(texts.Settled!);
                break;
            case Outcome.Longer:
                draft.Add(Longer(texts.File, texts.Row));
                break;
            case Outcome.NewBox:
                var line = f!.Lines[0];
                content.Line(line with { Parts = line.Parts.SetItem(1, " ") }, line, r!.Lines[0]);
                draft.Add(Longer(Rest(f), Rest(r)));
                break;
            case Outcome.Hole:
                content.AddGroup((b ?? f ?? r)!.Lines, f is null || r is null, b?.Text, f?.Text, r?.Text);
                break;
            case Outcome.Dispute:
            default:
                throw new InvalidOperationException("Lines in dispute are no group's.");
        }
    }

    static string Longer(string one, string other) => one.Length >= other.Length ? one : other;
}
