using System.Collections.Immutable;
using Pagerow.Pages.Blocks;

namespace Pagerow.Pages.Outlines;

/// <summary>Makes an outline of what a reader of blocks found.</summary>
sealed class OutlineBuilder
{
    readonly string _text;
    readonly int _bodyStart;
    readonly RawOutline _raw;

    OutlineBuilder(string text, int bodyStart, RawOutline raw)
    {
        _text = text;
        _bodyStart = bodyStart;
        _raw = raw;
    }

    /// <summary>The outline of a text of which <paramref name="raw"/> was read.</summary>
    public static Outline Build(string text, int bodyStart, RawOutline raw, OutlineOptions options, ImmutableArray<Problem> problems)
    {
        var builder = new OutlineBuilder(text, bodyStart, raw);
        var sections = builder.Sections();
        var code = ImmutableArray.CreateBuilder<Span>();
        Span? openFence = null;
        foreach (var block in raw.Opaque)
        {
            if (block.Kind != RawBlockKind.Html)
                code.Add(Span.Between(block.Start, block.End));
            if (block.Kind == RawBlockKind.OpenFence)
                openFence = Span.Between(block.Start, block.End);
        }

        if (openFence is { } fence)
        {
            const string Message = "a code fence is opened here and never closed, so that it hides the rest of the page; close it";
            problems = problems.Add(PagePlace.Problem(text, fence.Start, "open-fence", Message));
        }

        return new(sections, builder.Boxes(sections, builder.Asked(options)), code.ToImmutable(), openFence, problems) { IsByLine = raw.IsByLine };
    }

    ImmutableArray<Section> Sections()
    {
        var headings = _raw.Headings;
        var sections = ImmutableArray.CreateBuilder<Section>(headings.Count + 1);
        var first = headings.Count > 0 ? headings[0].Start : _text.Length;
        sections.Add(new(0, 0, null, null, new(_bodyStart, 0), new(_bodyStart, 0), Span.Between(_bodyStart, first)));
        var above = new List<(int Level, string Path)>();
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i];
            var text = BodyText.Normalise(_text[heading.TextStart..heading.TextEnd]);
            while (above.Count > 0 && above[^1].Level >= heading.Level)
                above.RemoveAt(above.Count - 1);
            var path = Section.PathOf(above.Count > 0 ? above[^1].Path : null, text);
            above.Add((heading.Level, path));
            var end = i + 1 < headings.Count ? headings[i + 1].Start : _text.Length;
            sections.Add(new(
                i + 1,
                heading.Level,
                text,
                path,
                Span.Between(heading.Start, heading.End),
                Span.Between(heading.TextStart, heading.TextEnd),
                Span.Between(heading.End, end)));
        }

        return sections.MoveToImmutable();
    }

    /// <summary>The boxes that the options ask for, in page order, parents by their place in that order.</summary>
    List<RawBox> Asked(OutlineOptions options)
    {
        var all = new List<RawBox>(_raw.Boxes);
        foreach (var block in _raw.Opaque)
        {
            var option = block.Kind switch
            {
                RawBlockKind.Fence => OutlineOptions.BoxesInFences,
                RawBlockKind.OpenFence => OutlineOptions.BoxesBehindOpenFence,
                RawBlockKind.Html => OutlineOptions.BoxesInHtml,
                RawBlockKind.Indented or RawBlockKind.Comment => OutlineOptions.None,
                not (>= RawBlockKind.Fence and <= RawBlockKind.Comment) => OutlineOptions.None,
            };
            if ((options & option) != OutlineOptions.None)
                LooseBoxes.Read(_text, block.Start, block.End, all);
        }

        if (all.Count == _raw.Boxes.Count)
            return all;
        var order = Enumerable.Range(0, all.Count).OrderBy(i => all[i].Bracket).ToArray();
        var places = new int[all.Count];
        for (var place = 0; place < order.Length; place++)
            places[order[place]] = place;
        return [.. order.Select(i => all[i].Parent < 0 ? all[i] : all[i] with { Parent = places[all[i].Parent] })];
    }

    ImmutableArray<TaskBox> Boxes(ImmutableArray<Section> sections, List<RawBox> raw)
    {
        var boxes = ImmutableArray.CreateBuilder<TaskBox>(raw.Count);
        var section = 0;
        foreach (var box in raw)
        {
            while (section + 1 < sections.Length && sections[section + 1].HeadingSpan.Start <= box.Bracket)
                section++;
            boxes.Add(Box(box, boxes.Count, section));
        }

        return boxes.MoveToImmutable();
    }

    TaskBox Box(RawBox raw, int ordinal, int section)
    {
        var contentEnd = TextLines.ContentEnd(_text, raw.Bracket);
        var stateLength = BoxBrackets.StateLength(_text.AsSpan(raw.Bracket, contentEnd - raw.Bracket));
        var state = new Span(raw.Bracket + 1, stateLength);
        var behind = state.End + 1;
        var end = TextLines.TrimEnd(_text, behind, contentEnd);
        var start = TextLines.TrimStart(_text, behind, end);
        if (start == end)
            start = end = behind < contentEnd ? behind + 1 : behind;
        var number = new Span(start, BoxBrackets.NumberLength(_text.AsSpan(start, end - start)));
        var textStart = number.Length == 0 ? start : number.End + BoxBrackets.Closing(_text.AsSpan(number.End, end - number.End));
        return new(
            ordinal,
            state.Of(_text),
            _text[textStart..end],
            number.Length == 0 ? null : number.Of(_text),
            section,
            raw.Parent < 0 ? null : raw.Parent,
            state,
            number,
            Span.Between(textStart, end),
            Span.Between(raw.LineStart, raw.End),
            Span.Between(raw.Marker, ListMarker.End(_text, raw.Marker, contentEnd)));
    }
}
