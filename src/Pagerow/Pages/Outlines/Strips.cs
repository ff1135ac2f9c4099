using System.Collections.Immutable;
using Pagerow.Pages.Blocks;

namespace Pagerow.Pages.Outlines;

/// <summary>
/// A body that takes many edits, each at the cost of the lines around it: the body is cut into strips, an edit is made and judged in the
/// fewest strips that hold all it does, and only these are outlined again. Where no strips hold it, it is made and judged in the whole page.
/// </summary>
sealed class Strips : IBodyHabits
{
    readonly Body _body;
    readonly StripCuts _cuts;
    readonly Predicate<string> _isOfWholePage;
    readonly Func<PageText, string?> _objection;
    Strip? _first;
    Strip? _last;
    int _crlf;
    int _lf;
    int _filled;
    int _spaced;
    bool _isChanged;

    /// <summary>Cuts a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="cuts">Where it may be cut.</param>
    /// <param name="isOfWholePage">Whether a text has something that may make the whole page another; such a page is not cut.</param>
    /// <param name="objection">What speaks against a page that such an edit, or one of the page's first lines, makes.</param>
    public Strips(Body body, StripCuts cuts, Predicate<string> isOfWholePage, Func<PageText, string?> objection)
    {
        (_body, _cuts, _isOfWholePage, _objection) = (body, cuts, isOfWholePage, objection);
        Sections = [.. body.Outline.Sections.Select(_ => new StripMark())];
        Boxes = [.. body.Outline.Boxes.Select(_ => new StripMark())];
        Link(null, Cut(body, body.Text.Length, Sections.AsMemory(), Boxes.AsMemory(), isStart: true), null);
    }

    /// <summary>The sections of the body that was cut, in page order.</summary>
    public ImmutableArray<StripMark> Sections { get; }

    /// <summary>The boxes of the body that was cut, in page order.</summary>
    public ImmutableArray<StripMark> Boxes { get; }

    /// <summary>The last strip.</summary>
    public Strip Last => _last!;

    /// <summary>The page by now; the same instance where nothing was changed.</summary>
    public PageText Page => _isChanged ? new(string.Concat(All().Select(s => s.Text)), _body.Page.HasBom) : _body.Page;

    /// <summary>Whether anything was changed.</summary>
    public bool IsChanged => _isChanged;

    string IBodyHabits.LineEnd => _crlf > _lf - _crlf ? "\r\n" : "\n";

    string IBodyHabits.Bullet => All().Select(s => s.Bullet).FirstOrDefault(b => b is not null) ?? "-";

    string? IBodyHabits.InnerIndent => All().Select(s => s.InnerIndent).FirstOrDefault(i => i is not null);

    bool IBodyHabits.IsSpaced => _spaced * 2 >= _filled;

    /// <summary>The body of one strip.</summary>
    public StripRegion Region(Strip strip) => Region(strip, strip);

    /// <summary>Makes a change around a strip in steps, each on what the one before left. All of them are made, or none.</summary>
    public StripChange Change(Strip at, params ReadOnlySpan<Func<StripRegion, BodyEdit>> steps)
    {
        if (Try(Region(at, at), steps) is { } here)
            return here;
        if (at.Above is not null && Try(Region(at.Above, at), steps) is { } above)
            return above;
        return Try(Region(_first!, Last), steps)!.Value;
    }

    /// <summary>Makes the steps in a region; null: it does not hold what they do, so that nothing was done.</summary>
    StripChange? Try(StripRegion region, ReadOnlySpan<Func<StripRegion, BodyEdit>> steps)
    {
        if (!region.IsAll && region.First.Above is null && _body.Start == 0)
            return null;
        var now = region;
        foreach (var step in steps)
        {
            var (reason, trial) = step(now) switch
            {
                BodyEdit.Changed changed => (region.IsAll ? _objection(changed.Page) : null, changed.Trial),
                BodyEdit.Refused refused => (refused.Reason, refused.Trial),
                _ => (null, null),
            };
            if (trial is not null && !region.IsAll && (trial.IsOfOthers || !now.Holds(trial) || _isOfWholePage(trial.After.Text)))
                return Counted(region, now, null);
            if (reason is not null)
                return Counted(region, now, new(reason));
            if (trial is null)
                continue;
            var after = now.After(trial);
            Count(now, -1);
            Count(after, 1);
            now = after;
        }

        return ReferenceEquals(now, region) ? new(null) : Replace(region, now);
    }

    /// <summary>An outcome that leaves all as it was before the steps.</summary>
    StripChange? Counted(StripRegion region, StripRegion now, StripChange? outcome)
    {
        Count(now, -1);
        Count(region, 1);
        return outcome;
    }

    /// <summary>The habits see the steps made so far, as they would in the whole page.</summary>
    void Count(StripRegion region, int sign)
    {
        var text = region.Body.Text.AsSpan(0, region.End);
        _crlf += sign * text.Count("\r\n");
        _lf += sign * text.Count('\n');
    }

    StripRegion Region(Strip first, Strip last)
    {
        var strips = new List<Strip>();
        for (var strip = first; strip is not null && strip != last.Below; strip = strip.Below)
            strips.Add(strip);
        var text = string.Concat(strips.Select(s => s.Text));
        var page = new PageText(text + last.Below?.FirstLine, _body.Page.HasBom);
        var body = new Body(page, first.Above is null ? _body.Start : 0, _body.Options) { Habits = this };
        return new(first, last, body, text.Length, [.. strips.SelectMany(s => s.Sections.ToArray())], [.. strips.SelectMany(s => s.Boxes.ToArray())]);
    }

    StripChange Replace(StripRegion region, StripRegion now)
    {
        foreach (var mark in region.Sections.Concat(region.Boxes))
            mark.Strip = null;
        for (var strip = region.First; strip is not null && strip != region.Last.Below; strip = strip.Below)
        {
            _filled -= strip.Spacing.Filled;
            _spaced -= strip.Spacing.Spaced;
        }

        // Counted again with the strips that are linked.
        Count(now, -1);
        Link(region.First.Above, Cut(now.Body, now.End, now.Sections.AsMemory(), now.Boxes.AsMemory(), region.First.Above is null), region.Last.Below);
        _isChanged = true;
        return new(null, Added(region.Sections, now.Sections), Added(region.Boxes, now.Boxes));
    }

    static StripMark? Added(ImmutableArray<StripMark> before, ImmutableArray<StripMark> now) =>
        now.Length > before.Length ? now.Except(before).FirstOrDefault() : null;

    List<Strip> Cut(Body body, int end, ReadOnlyMemory<StripMark> sections, ReadOnlyMemory<StripMark> boxes, bool isStart)
    {
        var (section, box, from) = (0, 0, 0);
        var above = isStart ? 0 : 1;
        var strips = new List<Strip>();
        foreach (var at in Cuts(body, end, isStart).Append(end))
        {
            var (firstSection, firstBox) = (section, box);
            while (section < sections.Length && (body.Outline.Sections[section + above] is { Level: 0 } || body.Outline.Sections[section + above].HeadingSpan.Start < at))
                section++;
            while (box < boxes.Length && body.Outline.Boxes[box].StateSpan.Start < at)
                box++;
            var found = body.Outline.Boxes.AsSpan()[firstBox..box];
            strips.Add(new(body.Text[from..at], sections[firstSection..section], boxes[firstBox..box])
            {
                Bullet = BodyHabits.BulletOf(body, found),
                InnerIndent = BodyHabits.InnerIndentOf(body, found),
                Spacing = _cuts == StripCuts.Headings ? BodyHabits.SpacingOf(body, body.Outline.Sections.AsSpan()[(firstSection + above)..(section + above)]) : default,
            });
            from = at;
        }

        return strips;
    }

    IEnumerable<int> Cuts(Body body, int end, bool isStart)
    {
        var text = body.Text;
        if (!body.Outline.IsByLine || (isStart && (_isOfWholePage(text) || (body.Start == 0 && text.StartsWith("---", StringComparison.Ordinal)))))
            return [];
        var headings = body.Outline.Sections.Where(s => s.Level > 0 && BlockStart.HeadingLevel(s.HeadingSpan.In(text)) > 0).Select(s => s.HeadingSpan.Start);
        var code = body.Outline.Code;
        var next = 0;
        bool IsInCode(int at)
        {
            while (next < code.Length && code[next].End <= at)
                next++;
            return next < code.Length && code[next].Start <= at;
        }

        var boxes = body.Outline.Boxes.Where(b => b.Parent is null && b.MarkerSpan.Start == b.Lines.Start && !IsInCode(b.Lines.Start)).Select(b => b.Lines.Start);
        return (_cuts == StripCuts.Headings ? headings : headings.Concat(boxes).Order()).Where(at => at < end && (isStart || at > 0));
    }

    void Link(Strip? above, List<Strip> strips, Strip? below)
    {
        foreach (var strip in strips)
        {
            strip.Above = above;
            if (above is null)
                _first = strip;
            else
                above.Below = strip;
            above = strip;
            _crlf += strip.Crlf;
            _lf += strip.Lf;
            _filled += strip.Spacing.Filled;
            _spaced += strip.Spacing.Spaced;
            foreach (var mark in strip.Sections.Span)
                mark.Strip = strip;
            foreach (var mark in strip.Boxes.Span)
                mark.Strip = strip;
        }

        above!.Below = below;
        if (below is null)
            _last = above;
        else
            below.Above = above;
    }

    IEnumerable<Strip> All()
    {
        for (var strip = _first; strip is not null; strip = strip.Below)
            yield return strip;
    }
}
