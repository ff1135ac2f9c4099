using System.Globalization;
using Pagerow.Merging.Conflicts;
using Pagerow.Reconcile.States;

namespace Pagerow.Simulation;

/// <summary>
/// One thing that somebody does, or a pass, or a death. What it does depends only on the numbers and on how the world stands, so that a
/// list of hands can be shortened and still means something. Every edit carries a token of its own.
/// </summary>
/// <param name="Kind">What is done.</param>
/// <param name="Pick">Picks the document, and with <see cref="HandKind.Sync"/> the effect to die at or to be interrupted at.</param>
/// <param name="Place">Picks the place in it.</param>
/// <param name="Token">Unique in the list.</param>
sealed record Hand(HandKind Kind, int Pick, int Place, int Token)
{
    /// <summary>Whether it is a pass, and no edit.</summary>
    public bool IsPass => Kind is HandKind.Sync or HandKind.Crash or HandKind.Race;

    public string Word => string.Create(CultureInfo.InvariantCulture, $"tok{Token}x");

    public static Hand Next(Random random, int token)
    {
        var kind = Weighted[random.Next(Weighted.Length)];
        return new(kind, random.Next(1000), random.Next(1000), token);
    }

    static readonly HandKind[] Weighted =
    [
        HandKind.Sync, HandKind.Sync, HandKind.Sync, HandKind.Sync, HandKind.Crash, HandKind.Crash, HandKind.Race, HandKind.Race, HandKind.Race,
        HandKind.FileText, HandKind.FileText, HandKind.FileField, HandKind.FileTask, HandKind.FileNew, HandKind.FileDelete, HandKind.FileRename, HandKind.FileRenameOver, HandKind.FileBreak, HandKind.FileCopy,
        HandKind.RowField, HandKind.RowField, HandKind.RowBody, HandKind.RowTask, HandKind.RowTaskNew, HandKind.RowTaskDelete, HandKind.RowSection, HandKind.RowSectionNew,
        HandKind.RowNew, HandKind.RowDelete, HandKind.RowPath, HandKind.RowRefused, HandKind.RowNull,
        HandKind.Policy, HandKind.RowResolve, HandKind.RowResolve,
    ];

    /// <summary>Does it to a side; syncs are the test's.</summary>
    /// <returns>The token, where it is an edit that must not be lost; null where nothing was written.</returns>
    public string? Do(World world) => Kind switch
    {
        HandKind.Sync or HandKind.Crash or HandKind.Race => null,
        HandKind.Policy => Settle(world),
        HandKind.Restart => Restart(world),
        HandKind.RowResolve => Resolve(world),
        < HandKind.RowField => OnFile(world),
        _ => OnRow(world),
    };

    // Another process begins, under a configuration that says otherwise who wins.
    string? Settle(World world)
    {
        world.Conflicts = ConflictSettings.Default with { Root = ConflictPolicies.None with { Default = (ConflictPolicy)(Place % 4) } };
        world.Restart();
        return null;
    }

    static string? Restart(World world)
    {
        world.Restart();
        return null;
    }

    string? Resolve(World world)
    {
        var open = world.Database.Bases.Where(b => b.Open is not null).OrderBy(b => b.Document.Collection, StringComparer.Ordinal).ThenBy(b => b.Document.Doc).ToList();
        if (open.Count > 0)
            world.Database.Resolve(open[Pick % open.Count].Document, (Place % 4) switch { 0 => new Resolution.File(), 1 => new Resolution.Row(), 2 => new Resolution.Base(), _ => new Resolution.Both() });
        return null;
    }

    string? OnFile(World world)
    {
        if (Kind is HandKind.FileNew)
            return Write(world, Place % 3 == 0 ? $"notes/n{Pick % 5}.md" : $"stories/{Epic}/F-{Pick % 5}.md", Place % 3 == 0 ? $"A note.\n\n{Word}\n" : World.Story($"F-{Pick % 5}", text: Word));
        var paths = world.Folder.Files.Keys.Where(p => !p.Contains(World.Apart, StringComparison.Ordinal)).ToList();
        if (paths.Count == 0)
            return null;
        var path = paths[Pick % paths.Count];
        var text = world.Folder[path]!;
        switch (Kind)
        {
            case HandKind.FileDelete:
                world.Folder[path] = null;
                return null;
            case HandKind.FileRename:
                var to = path.StartsWith("notes/", StringComparison.Ordinal) ? $"notes/m{Place % 4}.md" : Place % 7 == 0 ? $"archive/{Place % 3}.md" : $"stories/{Epic}/{Place % 4}.md";
                if (world.Folder[to] is null)
                    world.Folder.Rename(path, to);
                return null;
            case HandKind.FileRenameOver:
                if (paths[Place % paths.Count] is var over && over != path)
                    world.Folder.Rename(path, over);
                return null;
            case HandKind.FileCopy: return world.Folder[$"{path[..^3]}c.md"] is null ? Write(world, $"{path[..^3]}c.md", $"{text}{Word}\n") : null;
            case HandKind.FileBreak: return Place % 2 == 0 ? Write(world, path, $"---\nid: x\n{Word}\n") : Write(world, path, $"{text}\n<<<<<<< a\n{Word}\n=======\nb\n>>>>>>> c\n");
            case HandKind.FileField: return text.StartsWith("---\n", StringComparison.Ordinal) ? Write(world, path, text.Insert(4, $"k{Place % 3}{Word}: 1\n")) : null;
            case HandKind.FileTask: return Write(world, path, Place % 2 == 0 ? text.Replace("[ ]", "[x]", StringComparison.Ordinal) + $"- [ ] {Word}\n" : text + $"\n## S{Place % 3}\n\n- [x] {Word}\n");
            default: return Write(world, path, Inserted(text));
        }
    }

    // A page that somebody broke is broken on: what a person adds to it stays in it.
    string Inserted(string text)
    {
        var lines = text.Split('\n').ToList();
        var start = lines.FindIndex(1, Math.Max(0, lines.Count - 1), l => l == "---") + 1;
        lines.Insert(start + (Place % (lines.Count - start + 1)), Word);
        return string.Join('\n', lines);
    }

    string OnFileDone(World world, string path) => world.Folder[path]!.Contains(Word, StringComparison.Ordinal) ? Word : throw new InvalidOperationException("The hand wrote nothing.");

    string Write(World world, string path, string text)
    {
        world.Folder[path] = text;
        return OnFileDone(world, path);
    }

    string Epic => (Place % 3) switch { 0 => "core", 1 => "web", _ => "api" };

    string? OnRow(World world)
    {
        if (Kind is HandKind.RowNew)
        {
            world.Insert(Place % 4 == 0 ? "notes" : "stories", (Place % 5) switch { 0 => $"stories/core/F-{Pick % 5}.md", 1 => "../x.md", 2 => $"notes/n{Pick % 5}.md", _ => null }, $"# Row\n\n{Word}\n", [.. Place % 4 == 0 ? [] : new (string, string?)[] { ("id", $"R-{Pick % 6}"), ("epic", Epic) }]);
            return Word;
        }

        var rows = world.Database.Rows.Where(r => r.Path?.Contains(World.Apart, StringComparison.Ordinal) != true).OrderBy(r => r.Document.Collection, StringComparer.Ordinal).ThenBy(r => r.Document.Doc).ToList();
        if (rows.Count == 0)
            return null;
        var row = rows[Pick % rows.Count];
        if (Kind is HandKind.RowDelete)
        {
            world.Database.Touch(row.Document, _ => null);
            return null;
        }

        var edited = Edited(row);
        if (edited is null)
            return null;
        world.Database.Touch(row.Document, _ => edited);
        return Kind is HandKind.RowPath or HandKind.RowNull or HandKind.RowTaskDelete ? null : Word;
    }

    Row? Edited(Row row) => Kind switch
    {
        HandKind.RowField => (row.Document.Collection, Place % 3) switch
        {
            ("notes", _) => World.With(row, "mood", Word),
            (_, 0) => World.With(row, "id", Word),
            ("stories", _) => World.With(row, "labels", $"[\"a\",\"{Word}\"]"),
            _ => World.With(row, "status", Word),
        },
        HandKind.RowRefused => row.Document.Collection == "stories" ? World.With(row, "status", Word) : null,
        HandKind.RowBody => row.Body is { } body ? row with { Body = Inserted(body) } : null,
        HandKind.RowNull => (Place % 3) switch { 0 => row with { Body = null }, 1 => row with { Path = null }, _ => row with { Extra = null } },
        HandKind.RowPath => row with { Path = (Place % 4) switch { 0 => "/etc/x.md", 1 => $"notes/p{Pick % 4}.md", _ => $"stories/{Epic}/p{Pick % 4}.md" } },
        HandKind.RowTask => row.Tasks.Length == 0 ? null : row with { Tasks = row.Tasks.SetItem(Place % row.Tasks.Length, row.Tasks[Place % row.Tasks.Length] with { Text = Word, Done = Place % 2 == 0 }) },
        HandKind.RowTaskNew when row.Document.Collection == "stories" && row.Tasks.All(t => t.Item != 1000 + Token) => row with { Tasks = row.Tasks.Insert(Place % (row.Tasks.Length + 1), new(1000 + Token, Place % 2 == 0 ? null : row.Tasks.Take(Place % (row.Tasks.Length + 1)).LastOrDefault()?.Position, Word, " ", false, null, null, null)) },
        HandKind.RowTaskDelete => row.Tasks.Length == 0 ? null : row with { Tasks = row.Tasks.RemoveAt(Place % row.Tasks.Length) },
        HandKind.RowSection => row.Sections.Length == 0 ? null : row with { Sections = row.Sections.SetItem(Place % row.Sections.Length, row.Sections[Place % row.Sections.Length] with { Content = $"\n{Word}\n\n" }) },
        HandKind.RowSectionNew when row.Document.Collection == "stories" && row.Sections.All(t => t.Item != 1000 + Token) => row with { Sections = row.Sections.Add(new(1000 + Token, null, 2, Word, null, "\nText.\n")) },
        _ => null,
    };
}
