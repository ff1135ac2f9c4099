using System.Collections.Immutable;
using Pagerow.Merging.Conflicts;
using Pagerow.Merging.Drafts;
using Pagerow.Merging.Lines;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;
using Pagerow.Pages.Yaml;

namespace Pagerow.Merging.Fields;

/// <summary>
/// Merges one top key of the frontmatter, down into maps; see <see cref="ListMerge"/> for lists. The value is written into the lines
/// of the file, or of the row where the row only spelled the old value otherwise.
/// </summary>
/// <param name="draft">What is written to.</param>
/// <param name="rules">What fields are to the collection.</param>
/// <param name="name">The key.</param>
/// <param name="old">The base's lines; null for none.</param>
/// <param name="ours">The file's lines; null for none.</param>
/// <param name="theirs">The row's lines; null for none.</param>
sealed class EntryMerge(Draft draft, MergeRules rules, string name, string? old, string? ours, string? theirs)
{
    /// <summary>How many keys below the one are merged for themselves: the page is read again for each of them.</summary>
    const int MostKeys = 500;

    readonly Frontmatter _base = Read(old);
    readonly Frontmatter _file = Read(ours);
    readonly Frontmatter _row = Read(theirs);
    readonly List<ImmutableArray<string>> _holes = [];

    /// <summary>Writes the merged lines.</summary>
    public void Run()
    {
        var three = new Three(old ?? "", ours ?? "", theirs ?? "");
        if (three.Settled is { } settled)
            draft.Add(settled);
        else if (Nested() is not { } merged)
            Whole(three);
        else if (_holes.Count == 0)
            draft.Add(ByLines(three, merged) ?? Lines(merged));
        else
            Rendered(merged, three);
    }

    // New lines take the end of the first one, which is the marker's.
    static Frontmatter Read(string? lines)
    {
        var end = TextLines.DominantEnd(lines ?? "");
        return Frontmatter.Read(new PageText($"---{end}{lines}{(lines is null or "" || lines.EndsWith('\n') ? "" : end)}---{end}"));
    }

    static string Lines(Frontmatter page)
    {
        var marker = FrontmatterBlock.NextLine(page.Page.Text, 0);
        return page.Page.Text[marker..^marker];
    }

    // Both sides' changes in one page, the holes left as they stand; null where it cannot be written.
    Frontmatter? Nested()
    {
        if (ours is null || theirs is null || new[] { _base, _file, _row }.Any(p => p.PageTrouble is not null || p.Kind is not FrontmatterKind.Yaml || !p.Problems.IsEmpty))
            return null;
        var isSpelling = old is not null && Same(_base.Find([name]), _row.Find([name]));
        var (carrier, other) = isSpelling ? (_row, _file) : (_file, _row);
        var merged = Carried(carrier, other);
        if (merged is null || _holes.Count > 0 || ByLines(new(old ?? "", ours, theirs), merged) is not null || KeepsBoth(merged))
            return merged;
        return Carried(other, carrier) is { } turned && _holes.Count == 0 && KeepsBoth(turned) && Same(turned.Find([name]), merged.Find([name])) ? turned : null;

        bool KeepsBoth(Frontmatter page) => Keeps(page, Lines(other)) && Keeps(page, Lines(carrier));
    }

    Frontmatter? Carried(Frontmatter carrier, Frontmatter other)
    {
        Frontmatter? page = carrier;
        List<ImmutableArray<string>> changed = [.. Changed([], _base.Entries, other.Entries)];
        if (changed.Count > MostKeys)
            return null;
        foreach (var key in changed)
        {
            var (was, stands, wanted) = (_base.Find(key), carrier.Find(key), other.Find(key));
            if (Same(stands, wanted))
                continue;
            var settled = stands is null || wanted is null ? null : Stands(key);
            if (Same(stands, was) || (settled is not null && settled == Shown(wanted)))
                page = Set(page, key, other);
            else if (settled is not null)
                continue;
            else if (ListMerge.Of(was, stands, wanted) is { } list)
                page = Edited(page.Set(key, new FieldValue.Json(list), new(other, [])), page);
            else
                _holes.Add(key);
            if (page is null)
                return null;
        }

        return page;
    }

    // Lines keep both sides' comments and spellings, where they come to the same values.
    string? ByLines(Three three, Frontmatter merged)
    {
        var lines = ThreeWay.Merge(three.Base, three.File, three.Row).Render(h => Appended.Union(h.File, h.Row));
        return Read(lines) is { Problems.IsEmpty: true } page && Same(page.Find([name]), merged.Find([name])) ? lines : null;
    }

    // A comment stays, though the value beside it may come from the other side.
    bool Keeps(Frontmatter page, string lines)
    {
        foreach (var line in lines.Split('\n').Select(l => l.TrimEnd()))
        {
            var at = line.AsSpan().TrimStart() is ['#', ..] ? 0 : line.IndexOf(" #", StringComparison.Ordinal);
            if (at >= 0 && !page.Page.Text.Contains(line[at..], StringComparison.Ordinal) && old?.Contains(line[at..], StringComparison.Ordinal) is not true)
                return false;
        }

        return true;
    }

    void Rendered(Frontmatter merged, Three three)
    {
        var (asBase, asFile, asRow) = (merged, merged, merged);
        foreach (var key in _holes)
        {
            if (Set(asBase, key, _base) is not { } b || Set(asRow, key, _row) is not { } r)
            {
                Whole(three);
                return;
            }

            (asBase, asRow) = (b, r);
        }

        var page = asFile;
        List<ImmutableArray<string>> open = [];
        foreach (var key in _holes)
        {
            var source = draft.Ask(Hole(key), r => r is Resolution.Text given && Filled(page, key, given.Characters) is not null) switch
            {
                null => null,
                Resolution.File => page,
                Resolution.Row => Set(page, key, _row),
                Resolution.Base => Set(page, key, _base),
                Resolution.Text text => Filled(page, key, text.Characters),
                var other => throw new InvalidOperationException($"A field takes no {other}."),
            };
            if (source is null)
                open.Add(key);
            page = source ?? page;
        }

        // What is decided is the same in all three, its place among the keys too.
        if (open.Count < _holes.Count)
            (asBase, asRow) = (open.Aggregate(page, (p, key) => Set(p, key, _base) ?? asBase), open.Aggregate(page, (p, key) => Set(p, key, _row) ?? asRow));
        draft.Add(new Three(Lines(asBase), Lines(page), Lines(asRow)));
    }

    void Whole(Three three)
    {
        var resolution = draft.Ask(Hole([name]), r => r is Resolution.Text given && Carrier() is { } page && Filled(page, [name], given.Characters) is not null);
        draft.Add(resolution switch
        {
            null => three,
            Resolution.File => One(three.File),
            Resolution.Row => One(three.Row),
            Resolution.Base => One(three.Base),
            Resolution.Text text => One(Lines(Filled(Carrier()!, [name], text.Characters)!)),
            var other => throw new InvalidOperationException($"A field takes no {other}."),
        });
    }

    static Three One(string text) => new(text, text, text);

    Frontmatter? Carrier() => ours is not null ? _file : theirs is not null ? _row : null;

    Hole Hole(ImmutableArray<string> key)
    {
        var (was, stands, wanted) = (_base.Find(key), _file.Find(key), _row.Find(key));
        var kind = rules.NatureOf(key) is FieldNature.Percent || Progress.Is(Shown(was) ?? Shown(stands)) ? ConflictKind.Progress : ConflictKind.Field;
        return new(new HolePlace.Field(key), kind, Shown(was), Shown(stands), Shown(wanted));
    }

    static string? Shown(Node? node) => node is null ? null : node is Node.Scalar scalar && NodeJson.Of(node) is ['"', ..] ? scalar.Text : NodeJson.Of(node);

    // A person's text is a text where one side has a text, else JSON, if it is any.
    Frontmatter? Filled(Frontmatter page, ImmutableArray<string> key, string text)
    {
        var isText = new[] { _base, _file, _row }.Select(p => p.Find(key)).Any(n => n is Node.Scalar && NodeJson.Of(n) is ['"', ..]);
        return Edited(page.Set(key, isText || !NodeJson.TryCanonical(text, out _, out _) ? new FieldValue.Text(text) : new FieldValue.Json(text), new(_row, [])), page);
    }

    static Frontmatter? Set(Frontmatter page, ImmutableArray<string> key, Frontmatter source) =>
        Edited(source.Find(key) is { } node ? page.Set(key, new FieldValue.Json(NodeJson.Of(node)), new(source, Order(source))) : page.Remove(key), page);

    static Frontmatter? Edited(FrontmatterEdit edit, Frontmatter page) => edit switch
    {
        FrontmatterEdit.Same => page,
        FrontmatterEdit.Changed changed => Frontmatter.Read(changed.Page),
        FrontmatterEdit.Refused => null,
        _ => throw new InvalidOperationException($"Unknown edit {edit}."),
    };

    string? Stands(ImmutableArray<string> key) =>
        FieldSettlement.Of(rules.NatureOf(key), new(Shown(_base.Find(key)) ?? "", Shown(_file.Find(key)) ?? "", Shown(_row.Find(key)) ?? ""));

    // The keys, down to leaves, that a side has otherwise than the base.
    static IEnumerable<ImmutableArray<string>> Changed(ImmutableArray<string> above, ImmutableArray<Entry> was, ImmutableArray<Entry> wanted)
    {
        var (olds, news) = (Values(was), Values(wanted));
        foreach (var name in was.Concat(wanted).Where(e => !e.IsSpecial).Select(e => e.Key).Distinct(StringComparer.Ordinal))
        {
            var (old, now) = (olds.GetValueOrDefault(name), news.GetValueOrDefault(name));
            if (Same(old, now))
                continue;
            if (old is Node.Map oldMap && now is Node.Map nowMap)
            {
                foreach (var inner in Changed(above.Add(name), oldMap.Entries, nowMap.Entries))
                    yield return inner;
            }
            else
            {
                yield return above.Add(name);
            }
        }
    }

    static Dictionary<string, Node> Values(ImmutableArray<Entry> entries) =>
        entries.Where(e => !e.IsSpecial).DistinctBy(e => e.Key, StringComparer.Ordinal).ToDictionary(e => e.Key, e => e.Value.Resolved, StringComparer.Ordinal);

    static bool Same(Node? one, Node? other) => (one, other) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ => NodeJson.Of(one) == NodeJson.Of(other),
    };

    static ImmutableArray<ImmutableArray<string>> Order(Frontmatter page) => [.. page.Entries.Where(e => !e.IsSpecial).Select(e => ImmutableArray.Create(e.Key))];
}
