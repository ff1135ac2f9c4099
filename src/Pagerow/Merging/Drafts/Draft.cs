using System.Collections.Immutable;
using System.Text;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;

namespace Pagerow.Merging.Drafts;

/// <summary>A merge while it is written: the three renderings, and the holes so far. All that is added begins a line.</summary>
/// <param name="decide">What shall stand in a hole; null leaves it open.</param>
/// <param name="lineEnd">What parts two texts of which the first lacks its line end.</param>
sealed class Draft(Func<Hole, Resolution?> decide, string lineEnd)
{
    readonly ImmutableArray<Hole>.Builder _open = ImmutableArray.CreateBuilder<Hole>();
    readonly ImmutableArray<Decided>.Builder _decided = ImmutableArray.CreateBuilder<Decided>();
    readonly StringBuilder[] _pages = [new(), new(), new()];
    readonly Dictionary<HolePlace, int> _seen = [];
    readonly Dictionary<string, int> _sections = new(StringComparer.Ordinal);

    /// <summary>Adds lines on which the merge is settled.</summary>
    public void Add(string text) => Add(new Three(text, text, text));

    /// <summary>Adds lines that may differ between the renderings.</summary>
    public void Add(Three three)
    {
        Append(_pages[0], three.Base);
        Append(_pages[1], three.File);
        Append(_pages[2], three.Row);
    }

    /// <summary>Adds a hole, with text of its first and last line that is settled.</summary>
    /// <param name="hole">The hole.</param>
    /// <param name="before">What precedes it on its line.</param>
    /// <param name="behind">What follows it on its line.</param>
    /// <param name="fit">A given text as it can stand there, or null.</param>
    public void Add(Hole hole, string before, string behind, Func<Resolution, string?> fit)
    {
        if (Decide(hole, fit) is { } text)
            Add(before + text + behind);
        else
            Add(new Three(before + hole.Base + behind, before + hole.File + behind, before + hole.Row + behind));
    }

    /// <summary>Adds a run of lines as a hole.</summary>
    public void AddLines(Hole hole) => Add(hole, "", "", r => r switch
    {
        Resolution.Both => hole.File + (Lacks(hole.File) ? lineEnd : "") + hole.Row,
        Resolution.Text text => Lines(text.Characters),
        _ => null,
    });

    /// <summary>Notes a hole, and gives the text that shall stand there, or null where it stays open.</summary>
    /// <param name="hole">The hole.</param>
    /// <param name="fit">Both texts or a given one as they can stand there, or null.</param>
    public string? Decide(Hole hole, Func<Resolution, string?> fit) => Ask(hole, r => fit(r) is not null) switch
    {
        null => null,
        Resolution.File => hole.File ?? "",
        Resolution.Row => hole.Row ?? "",
        Resolution.Base => hole.Base ?? "",
        Resolution.Both both => fit(both),
        Resolution.Text text => fit(text),
        var other => throw new InvalidOperationException($"A resolution of a kind that does not exist: {other}."),
    };

    /// <summary>Notes a hole, and gives what decides it, or null where it stays open.</summary>
    /// <param name="hole">The hole.</param>
    /// <param name="fits">Whether both texts, or a given one, can stand there.</param>
    public Resolution? Ask(Hole hole, Func<Resolution, bool> fits)
    {
        var resolution = decide(hole);
        if (resolution is null || (resolution is Resolution.Both or Resolution.Text && !fits(resolution)))
        {
            _open.Add(hole);
            return null;
        }

        _decided.Add(new(hole, resolution));
        return resolution;
    }

    /// <summary>How often a place of this name, given with ordinal 0, came before.</summary>
    public int Count(HolePlace place)
    {
        var before = _seen.GetValueOrDefault(place);
        _seen[place] = before + 1;
        return before;
    }

    /// <summary>The next section of a path.</summary>
    public SectionPlace Section(string? path)
    {
        var before = _sections.GetValueOrDefault(path ?? "");
        if (path is not null)
            _sections[path] = before + 1;
        return new(path, before);
    }

    /// <summary>What came of it.</summary>
    /// <param name="hasBom">Whether the page has a byte-order mark.</param>
    /// <param name="isOpen">Whether the last line lacks its end.</param>
    public Merged Done(bool hasBom, bool isOpen) => new(
        _open.ToImmutable(),
        _decided.ToImmutable(),
        Page(0, hasBom, isOpen),
        Page(1, hasBom, isOpen),
        Page(2, hasBom, isOpen));

    PageText Page(int side, bool hasBom, bool isOpen)
    {
        var text = _pages[side].ToString();
        return new(isOpen ? text[..TextLines.TrimLineEnd(text, text.Length)] : text, hasBom);
    }

    string Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", lineEnd, StringComparison.Ordinal);
        return lines.Length > 0 && Lacks(lines) ? lines + lineEnd : lines;
    }

    void Append(StringBuilder page, string text)
    {
        if (text.Length > 0 && page.Length > 0 && page[^1] != '\n')
            page.Append(lineEnd);
        page.Append(text);
    }

    static bool Lacks(string? text) => !string.IsNullOrEmpty(text) && !text.EndsWith('\n');
}
