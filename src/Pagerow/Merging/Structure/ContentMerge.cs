using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Drafts;
using Pagerow.Merging.Fields;
using Pagerow.Merging.Lines;
using Pagerow.Pages;
using Pagerow.Pages.Blocks;

namespace Pagerow.Merging.Structure;

/// <summary>
/// Merges the lines of one section: diff3 over lines that are equal where they are the same box, the same label or the same text. Of a
/// line that all three have, each part merges for itself, so that changes of neighbouring lines never meet.
/// </summary>
/// <param name="draft">What is written to.</param>
/// <param name="rules">What fields are to the collection.</param>
/// <param name="section">Where the lines stand.</param>
/// <param name="isLog">Whether lines are only appended here.</param>
sealed class ContentMerge(Draft draft, MergeRules rules, SectionPlace section, bool isLog)
{
    readonly LinePlaces _places = new(draft, section);

    /// <summary>Writes the merged lines.</summary>
    public void Run(List<ContentLine> @base, List<ContentLine> file, List<ContentLine> row)
    {
        var whole = Texts(@base, file, row);
        if ((whole.Settled ?? Absorption.Of(whole.Base, whole.File, whole.Row)) is { } settled)
        {
            draft.Add(settled);
            return;
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] old = [.. @base.Select(l => Number(numbers, l))];
        var inFile = ContentMatch.Of(@base, file, LineDiff.Match(old, [.. file.Select(l => Number(numbers, l))]));
        var inRow = ContentMatch.Of(@base, row, LineDiff.Match(old, [.. row.Select(l => Number(numbers, l))]));
        var (b, f, r) = (0, 0, 0);
        while (b < @base.Count || f < file.Count || r < row.Count)
        {
            var stable = b;
            while (stable < @base.Count && (inFile[stable] < 0 || inRow[stable] < 0))
                stable++;
            var (fileEnd, rowEnd) = stable < @base.Count ? (inFile[stable], inRow[stable]) : (file.Count, row.Count);
            Region(@base[b..stable], file[f..fileEnd], row[r..rowEnd]);
            if (stable < @base.Count)
                Line(@base[stable], file[fileEnd], row[rowEnd]);
            (b, f, r) = (stable + 1, fileEnd + 1, rowEnd + 1);
        }
    }

    /// <summary>Notes lines that stand in the merge as they are.</summary>
    public void Count(List<ContentLine> lines) => lines.ForEach(_places.Pass);

    /// <summary>Writes a box or labelled line, with the lines below it, as a hole.</summary>
    /// <param name="lines">The lines as one side has them, which name the place.</param>
    /// <param name="isMissing">Whether a side took it out, and not only changed it.</param>
    /// <param name="base">The base's text.</param>
    /// <param name="file">The file's.</param>
    /// <param name="row">The row's.</param>
    public void AddGroup(List<ContentLine> lines, bool isMissing, string? @base, string? file, string? row)
    {
        var kind = isMissing ? ConflictKind.Structure : lines[0].Kind is ContentKind.Box ? ConflictKind.Task : ConflictKind.Field;
        draft.AddLines(new(_places.Of(lines[0])[0], kind, @base, file, row));
        Count(lines[1..]);
    }

    /// <summary>Writes a line that all three have, part by part.</summary>
    public void Line(ContentLine @base, ContentLine file, ContentLine row)
    {
        Three[] parts = [.. @base.Parts.Select((p, i) => new Three(p, file.Parts[i], row.Parts[i]))];
        // Nobody is asked how a line ends.
        if (parts[^1].Settled is null)
            parts[^1] = parts[^1] with { Row = parts[^1].File };
        if (@base.Kind is ContentKind.Label && parts.Where((_, i) => i % 2 == 0).All(p => p.Settled is not null))
            Values(@base, parts);
        else
            Range(@base, parts);
    }

    static int Number(Dictionary<string, int> numbers, ContentLine line)
    {
        if (!numbers.TryGetValue(line.Identity, out var number))
            numbers[line.Identity] = number = numbers.Count;
        return number;
    }

    static Three Texts(List<ContentLine> @base, List<ContentLine> file, List<ContentLine> row) => new(Text(@base), Text(file), Text(row));

    static string Text(List<ContentLine> lines) => string.Concat(lines.Select(l => l.Text));

    void Region(List<ContentLine> @base, List<ContentLine> file, List<ContentLine> row)
    {
        var three = Texts(@base, file, row);
        if (three.Settled is { } settled)
        {
            Count(settled == three.File ? file : row);
            draft.Add(settled);
        }
        else if (isLog && string.IsNullOrWhiteSpace(three.Base))
        {
            draft.Add(Appended.Union(three.File, three.Row));
        }
        else if (!new GroupMerge(draft, this).TryRun(@base, file, row))
        {
            Count(@base);
            var kind = section.Path is null ? ConflictKind.Body : ConflictKind.Section;
            draft.AddLines(new(_places.Of(@base), kind, Some(three.Base), Some(three.File), Some(three.Row)));
        }
    }

    static string? Some(string text) => text.Length == 0 ? null : text;

    // Each value of a labelled line is a field of its own.
    void Values(ContentLine line, Three[] parts)
    {
        var places = _places.Of(line);
        var (asBase, asFile, asRow) = ("", "", "");
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var nature = i % 2 == 1 && i / 2 < line.Names.Length ? rules.NatureOf(line.Names[i / 2]) : FieldNature.Plain;
            if ((part.Settled ?? FieldSettlement.Of(nature, part) ?? Asked()) is { } text)
                part = new(text, text, text);
            (asBase, asFile, asRow) = (asBase + part.Base, asFile + part.File, asRow + part.Row);

            string? Asked()
            {
                var kind = nature is FieldNature.Percent || Progress.Is(part.Base) ? ConflictKind.Progress : ConflictKind.Field;
                return draft.Decide(new(places[i / 2], kind, part.Base, part.File, part.Row), r => r is Resolution.Text given && IsOneLine(given.Characters) ? given.Characters : null);
            }
        }

        draft.Add(new Three(asBase, asFile, asRow));
    }

    // From the first part in dispute to the last, the line is one hole.
    void Range(ContentLine line, Three[] parts)
    {
        var (first, last) = (Array.FindIndex(parts, t => t.Settled is null), Array.FindLastIndex(parts, t => t.Settled is null));
        var named = line.Kind is ContentKind.Box ? line with { Names = [parts[3].Settled ?? parts[3].Base] } : line;
        if (first < 0)
        {
            _places.Pass(named);
            draft.Add(string.Concat(parts.Select(t => t.Settled)));
            return;
        }

        var inside = parts[first..(last + 1)];
        var texts = new Three(
            string.Concat(inside.Select(t => t.Settled ?? t.Base)), string.Concat(inside.Select(t => t.Settled ?? t.File)), string.Concat(inside.Select(t => t.Settled ?? t.Row)));
        var kind = line.Kind is ContentKind.Box ? ConflictKind.Task : ConflictKind.Field;
        draft.Add(
            new(_places.Of(named)[0], kind, texts.Base, texts.File, texts.Row),
            string.Concat(parts[..first].Select(t => t.Settled)),
            string.Concat(parts[(last + 1)..].Select(t => t.Settled)),
            r => r is Resolution.Text text && Fits(named.Kind, (first, last), text.Characters) ? text.Characters : null);
    }

    static bool Fits(ContentKind kind, (int First, int Last) parts, string text) =>
        IsOneLine(text) && (kind is not ContentKind.Box || parts is not (1, 1) || BoxBrackets.IsState(text));

    static bool IsOneLine(string text) => !text.AsSpan().ContainsAny('\n', '\r');
}
