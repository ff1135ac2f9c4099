using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pagerow.Tests;

/// <summary>The shape that the docs promise, read from the sources.</summary>
public sealed partial class ArchitectureTests
{
    static readonly string Source = Path.Combine(Checkout.Folder, "src");

    static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Pagerow"] = [],
        ["Pagerow.Files"] = ["Pagerow"],
        ["Pagerow.Sql"] = ["Pagerow"],
        ["Pagerow.Sqlite"] = ["Pagerow", "Pagerow.Sql"],
        ["Pagerow.Postgres"] = ["Pagerow", "Pagerow.Sql"],
        ["Pagerow.MySql"] = ["Pagerow", "Pagerow.Sql"],
        ["Pagerow.Server"] = ["Pagerow", "Pagerow.Sql"],
        ["Pagerow.Cli"] = ["Pagerow", "Pagerow.Files", "Pagerow.Sql", "Pagerow.Sqlite", "Pagerow.Postgres", "Pagerow.MySql", "Pagerow.Server"],
    };

    static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Pages"] = [],
        ["Mapping"] = ["Pages"],
        ["Merging"] = ["Pages"],
        ["Reconcile"] = ["Pages", "Mapping", "Merging"],
        ["Engine"] = ["Pages", "Mapping", "Merging", "Reconcile"],
    };

    // The room's own folder: at the bottom of its rooms what all of them use, or on top what uses all of them.
    const string Own = "";

    // Which room within a room may use which; each stands below those it uses.
    static readonly Dictionary<string, (string Name, string[] May)[]> Within = new()
    {
        ["Pagerow/Pages"] =
        [
            (Own, []),
            ("Nodes", [Own]),
            ("Yaml", [Own, "Nodes"]),
            ("Spelling", [Own, "Nodes", "Yaml"]),
            ("Lists", [Own, "Nodes", "Yaml", "Spelling"]),
            ("Fields", [Own, "Nodes", "Yaml", "Spelling", "Lists"]),
            ("Blocks", [Own]),
            ("Outlines", [Own, "Blocks"]),
            ("Parts", [Own, "Blocks", "Outlines"]),
        ],
        ["Pagerow/Mapping"] =
        [
            ("Values", []),
            ("Patterns", []),
            ("Collections", ["Values", "Patterns"]),
            ("Readers", ["Values", "Collections"]),
            ("Puts", ["Values", "Collections", "Readers"]),
            ("Discovery", ["Values", "Patterns", "Collections"]),
            (Own, ["Values", "Patterns", "Collections", "Readers", "Puts", "Discovery"]),
        ],
        ["Pagerow/Merging"] =
        [
            ("Conflicts", []),
            ("Lines", []),
            ("Drafts", ["Conflicts"]),
            ("Fields", ["Conflicts", "Lines", "Drafts"]),
            ("Structure", ["Conflicts", "Lines", "Drafts", "Fields"]),
            ("Verifying", ["Conflicts"]),
            (Own, ["Conflicts", "Lines", "Drafts", "Fields", "Structure", "Verifying"]),
        ],
        ["Pagerow/Reconcile"] =
        [
            ("States", []),
            ("Changes", ["States"]),
            ("Edits", ["States"]),
            (Own, ["States", "Changes", "Edits"]),
        ],
        ["Pagerow/Engine"] =
        [
            ("Sides", []),
            ("Cycles", ["Sides"]),
            (Own, ["Sides", "Cycles"]),
        ],
        ["Pagerow.Sql"] =
        [
            ("Dialects", []),
            ("Tables", ["Dialects"]),
            ("Rows", ["Dialects", "Tables"]),
            ("Answers", ["Dialects"]),
            (Own, ["Dialects", "Tables", "Rows", "Answers"]),
        ],
        ["Pagerow.Cli/Configuration"] =
        [
            ("Errors", []),
            ("Forms", []),
            ("Yaml", ["Errors", "Forms"]),
            (Own, ["Errors", "Forms", "Yaml"]),
        ],
    };

    // Members of inner rooms that are called like a type of the room's own folder.
    static readonly string[] Namesakes = ["Commit", "FirstLoad", "Requests"];

    static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Source, folder), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [Fact]
    public void Projects_refer_to_each_other_in_one_direction_only()
    {
        foreach (var project in Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories))
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Assert.True(Projects.ContainsKey(name), $"{name} is a new project: say in this test and in docs/architecture.md what it may refer to");
            var references = XDocument.Load(project).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.All(references, r => Assert.Contains(r, Projects[name]));
        }
    }

    [Fact]
    public void Rooms_of_the_core_use_each_other_in_one_direction_only()
    {
        Assert.Equal(Rooms.Keys.Order(StringComparer.Ordinal), Directory.EnumerateDirectories(Path.Combine(Source, "Pagerow")).Select(d => Path.GetFileName(d)!).Except(["obj", "bin"]).Order(StringComparer.Ordinal));
        foreach (var (room, may) in Rooms)
        {
            foreach (var file in Files(Path.Combine("Pagerow", room)))
            {
                var used = RoomWord().Matches(Code(file)).Select(m => m.Groups["name"].Value).Where(r => r != room);
                Assert.All(used, u => Assert.True(may.Contains(u) || !Rooms.ContainsKey(u), $"{Path.GetFileName(file)} in {room} uses {u}"));
            }
        }
    }

    [Fact]
    public void Rooms_within_a_room_use_each_other_in_one_direction_only()
    {
        Assert.Empty(Rooms.Keys.Where(r => Folders($"Pagerow/{r}").Any()).Select(r => $"Pagerow/{r}").Except(Within.Keys, StringComparer.Ordinal));
        foreach (var (room, inner) in Within)
        {
            Assert.Equal(inner.Select(i => i.Name).Where(n => n != Own).Order(StringComparer.Ordinal), Folders(room).Order(StringComparer.Ordinal));
            var own = Directory.EnumerateFiles(Path.Combine(Source, room), "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)).Except(Namesakes, StringComparer.Ordinal).ToList();
            foreach (var (at, (name, may)) in inner.Index())
            {
                Assert.Subset(inner.Take(at).Select(i => i.Name).ToHashSet(StringComparer.Ordinal), may.ToHashSet(StringComparer.Ordinal));
                foreach (var file in Directory.EnumerateFiles(Path.Combine(Source, room, name), "*.cs"))
                {
                    var code = Code(file);
                    // The room's own types are seen without a using, so they are looked for by name.
                    var used = Folders(room).Where(f => Regex.IsMatch(code, $@"\b{Regex.Escape($"{room.Replace('/', '.')}.{f}")}\b", RegexOptions.None, TimeSpan.FromSeconds(5)))
                        .Concat(own.Any(t => Regex.IsMatch(code, $@"(?<![.\w]){t}\b", RegexOptions.None, TimeSpan.FromSeconds(5))) ? [Own] : []).Where(u => u != name);
                    Assert.All(used, u => Assert.True(may.Contains(u), $"{Path.GetFileName(file)} in {room}/{name} uses {(u == Own ? "the room's own folder" : u)}"));
                }
            }
        }
    }

    [Fact]
    public void No_folder_holds_more_than_twenty_files()
    {
        foreach (var folder in Directory.EnumerateDirectories(Source).Select(d => Path.GetFileName(d)!).SelectMany(Files).GroupBy(f => Path.GetDirectoryName(f)!, StringComparer.Ordinal))
            Assert.True(folder.Count() <= 20, $"{Path.GetRelativePath(Source, folder.Key)} holds {folder.Count()} files: part it into rooms, and say in this test which may use which");
    }

    [Fact]
    public void No_word_of_a_dialect_stands_outside_its_room_and_the_composition()
    {
        // Every database's reserved prefixes are refused as names, whichever it is.
        foreach (var file in Files("Pagerow").Concat(Files("Pagerow.Files")).Concat(Files("Pagerow.Sql")).Where(f => Path.GetFileName(f) != "ReservedNames.cs"))
            Assert.False(DialectWord().IsMatch(Code(file)), $"{Path.GetRelativePath(Source, file)} says '{DialectWord().Match(Code(file)).Value}'");
    }

    [Fact]
    public void The_core_knows_no_folder_layout_of_any_project()
    {
        foreach (var file in Files("Pagerow"))
            Assert.False(PresetWord().IsMatch(Code(file)), $"{Path.GetRelativePath(Source, file)} says '{PresetWord().Match(Code(file)).Value}'");
    }

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines_or_named_after_nothing()
    {
        foreach (var file in Directory.EnumerateDirectories(Source).Select(d => Path.GetFileName(d)!).SelectMany(Files))
        {
            Assert.InRange(File.ReadAllLines(file).Length, 1, 400);
            Assert.DoesNotMatch("(Manager|Helper|Helpers|Util|Utils|Utility|Service|Processor)$", Path.GetFileNameWithoutExtension(file));
        }
    }

    [Fact]
    public void An_interface_has_two_implementations_or_is_a_side()
    {
        // Each side stands once in the product and once in memory, here.
        string[] sides = ["IFolder", "IDatabase"];
        var code = Directory.EnumerateDirectories(Source).Select(d => Path.GetFileName(d)!).SelectMany(Files).Select(Code).ToList();
        var names = code.SelectMany(c => InterfaceWord().Matches(c)).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(names);
        foreach (var name in names.Except(sides, StringComparer.Ordinal))
        {
            var implementations = code.Sum(c => Regex.Count(c, $@"(class|record|struct)\s+\w+(<[^>]*>)?(\([^;{{]*?\))?\s*:\s*[^{{;]*\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(5)));
            Assert.True(implementations >= 2, $"{name} has {implementations} implementation");
        }
    }

    static IEnumerable<string> Folders(string room) => Directory.EnumerateDirectories(Path.Combine(Source, room)).Select(d => Path.GetFileName(d)!).Except(["obj", "bin"], StringComparer.Ordinal);

    // Without comments, which may name anything.
    static string Code(string file) => string.Join('\n', File.ReadLines(file).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex(@"Pagerow\.(?<name>Pages|Mapping|Merging|Reconcile|Engine)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex RoomWord();

    [GeneratedRegex(@"\b(sqlite\w*|pragma|rowid|autoincrement|without rowid|npgsql|mysql|mariadb|jsonb|bytea|fts5)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex DialectWord();

    [GeneratedRegex(@"\b(backlog|backlogs|epic|epics|obsidian|sprint|kanban)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PresetWord();

    [GeneratedRegex(@"\binterface\s+(?<name>I\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex InterfaceWord();
}
