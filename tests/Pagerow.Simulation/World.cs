using System.Text;
using Pagerow.Cli.Configuration;
using Pagerow.Engine;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Mapping.Values;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Edits;
using Pagerow.Reconcile.States;
using Record = Pagerow.Mapping.Record;

namespace Pagerow.Simulation;

/// <summary>A folder and a database in memory with the real engine between them, and hands on both sides.</summary>
sealed class World
{
    public static readonly Layout Layout = LayoutOf("""
        collections:
          stories:
            files: "stories/{epic}/{name}.md"
            key: id
            columns:
              id:     text
              title:  { source: title }
              status: { type: enum, values: [backlog, active, done] }
              due:    date
              labels: list
              points: integer
              epic:   { path: epic }
            place: "stories/{epic}/{id}.md"
            tasks: true
            sections: true
          archive:
            files: "archive/{name}.md"
            key: id
            columns:
              id:     text
              status: text
          notes:
            files: "notes/{name}.md"
            columns:
              mood: text
        """);

    /// <summary>A part of a path that random hands leave alone.</summary>
    public const string Apart = "zzz";

    readonly Faults? _faults;
    SyncRun _run;

    /// <summary>A world without anything in it.</summary>
    /// <param name="faults">What goes wrong between the engine and both sides; null where nothing does.</param>
    public World(Faults? faults = null)
    {
        _faults = faults;
        Folder = new(Layout);
        _run = Start();
    }

    public MemoryFolder Folder { get; }

    public MemoryDatabase Database { get; } = new();

    public HurriedTime Time { get; } = new();

    /// <summary>Who wins; what is set holds from the next start on.</summary>
    public ConflictSettings Conflicts { get; set; } = ConflictSettings.Default;

    public SyncCycle Cycle { get; private set; } = null!;

    public static Layout LayoutOf(string yaml)
    {
        return ConfigurationFile.TryRead(yaml, "pagerow.yaml", _ => null, out var configuration, out var errors)
            ? configuration.Layout : throw new ArgumentException(string.Join("\n", errors), nameof(yaml));
    }

    /// <summary>A small story.</summary>
    public static string Story(string id, string status = "backlog", string text = "Text.") => $"""
        ---
        id: {id}
        status: {status} # where it stands
        labels: [a, b]
        ---

        # Story {id}

        {text}

        ## Tasks

        - [ ] one
        - [x] two

        ## Notes

        Nothing yet.

        """;

    public Task<CycleReport> SyncAsync(CycleRequest? request = null) => _run.RunAsync(request ?? CycleRequest.Full, CancellationToken.None);

    public Task<CycleReport> AllowAsync() => SyncAsync(CycleRequest.Full with { Deletions = DeletionConsent.Allowed });

    /// <summary>One pass alone, as a running engine takes it.</summary>
    public Task<CycleReport> PassAsync(CycleRequest? request = null) => Cycle.RunAsync(request ?? CycleRequest.Full, CancellationToken.None);

    public static CycleRequest Only(params string[] paths) => new(new FolderScope.Only([], [.. paths.Select(PagePath.Of)]), new RowScope.Feed());

    /// <summary>A new process over what the last one left.</summary>
    public void Restart()
    {
        Folder.Restart();
        _run = Start();
    }

    public Row? RowAt(string path) => Database.Rows.SingleOrDefault(r => r.Path == path);

    public Row Row(string path) => RowAt(path) ?? throw new InvalidOperationException($"No row shows '{path}'; there are {string.Join(", ", Database.Rows.Select(r => r.Path ?? "NULL"))}.");

    public Row Row(DocumentId document) => Database.Rows.Single(r => r.Document == document);

    public string? Value(string path, string column) => ValueOf(Row(path), column);

    public static string? ValueOf(Row row, string column) => row.Values[Layout.Named(row.Document.Collection).IndexOf(column)].Spelling;

    public static Row With(Row row, string column, string? value) => row with
    {
        Values = row.Values.SetItem(Layout.Named(row.Document.Collection).IndexOf(column), value is null ? Pagerow.Mapping.Values.Value.Nothing : new Value.Text(value)),
    };

    public void Set(string path, string column, string? value) => Update(path, r => With(r, column, value));

    public void Update(string path, Func<Row, Row> client) => Database.Touch(Row(path).Document, r => client(r!));

    public void Delete(string path) => Database.Touch(Row(path).Document, _ => null);

    public DocumentId Insert(string collection, string? path, string? body, params (string Column, string? Value)[] values) =>
        Database.Touch(new(collection, 0), _ => values.Aggregate(
            new Row(new(collection, 0), path, [.. Layout.Named(collection).Columns.Select(_ => Pagerow.Mapping.Values.Value.Nothing)], body, null, [], []),
            (row, v) => With(row, v.Column, v.Value)));

    public async Task<World> BeginAsync(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
            Folder[path] = text;
        await SyncAsync();
        AssertInStep();
        return this;
    }

    /// <summary>Whatever was kept besides the two sides.</summary>
    public bool IsKept(string text) => Folder.Kept.Any(k => k.Contains(text, StringComparison.Ordinal)) || Database.Blobs.Any(b => b.Contains(text, StringComparison.Ordinal));

    /// <summary>What every row shows, without its number, in order.</summary>
    public IReadOnlyList<string> Faces() => [.. Database.Rows
        .Select(r => $"{r.Path} {r.Problem} {string.Join('|', r.Values.Select(v => v.Spelling))} {r.Body} {string.Join('|', r.Tasks.Select(t => t with { Item = 0, Parent = null }))}").Order(StringComparer.Ordinal)];

    /// <summary>Whether a side shows this text.</summary>
    public bool Shows(string text) => InFiles(text) || InRows(text);

    /// <summary>Whether a file shows this text.</summary>
    public bool InFiles(string text) => Folder.Files.Values.Any(t => t.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether a row shows this text.</summary>
    public bool InRows(string text) => Database.Rows.Any(r => string.Join('\n', [r.Body, r.Extra, .. r.Values.Select(v => v.Spelling), .. r.Tasks.Select(t => t.Text), .. r.Sections.SelectMany(s => new[] { s.Heading, s.Content })]).Contains(text, StringComparison.Ordinal));

    /// <summary>File page == base page, and the row shows what the page gives; nothing waits anywhere.</summary>
    public void AssertInStep() => BrokenLawException.IfAny("out of step", OutOfStep());

    /// <summary>Everything that is not in step, a sentence each.</summary>
    public List<string> OutOfStep()
    {
        var wrong = new List<string>();
        var at = Database.Bases.ToLookup(b => b.Path);
        foreach (var (path, text) in Folder.Files.Where(f => Layout.Of(PagePath.Of(f.Key)) is not null))
        {
            var bases = at[PagePath.Of(path)].ToList();
            if (bases is not [var agreed])
                wrong.Add($"{path} has {bases.Count} bases");
            else
                wrong.AddRange(OutOfStep(path, Folder.Bytes(path), text, agreed));
        }

        wrong.AddRange(Database.Bases.Where(b => Folder[b.Path.Value] is null).Select(b => $"{b.Path} has a base and no file"));
        wrong.AddRange(Database.Rows.Where(r => r.Path is not null && Database.Bases.All(b => b.Document != r.Document)).Select(r => $"{r.Document} at {r.Path} has no base"));
        if (Database.Feed > 0)
            wrong.Add($"{Database.Feed} marks are not drained");
        if (Folder.Stages > 0 || Database.Intents > 0)
            wrong.Add($"{Folder.Stages} stages, {Database.Intents} intents are left");
        return wrong;
    }

    IEnumerable<string> OutOfStep(string path, byte[] bytes, string text, Base agreed)
    {
        var row = Database.Rows.SingleOrDefault(r => r.Document == agreed.Document);
        if (row is null)
            return [$"{path} has no row"];
        if (agreed.FilePage != PageHash.Of(bytes))
            return [$"{path} is not the base's page but {text}"];
        if (Shown.Of(row) != agreed.Shown)
            return [$"{path}: the row is not what was shown"];
        var shown = agreed.Open is { Row: var open } ? Database.Page(open) : PageBytes.Of(bytes);
        var now = (PageReading.Legible)PageReading.Of(Layout.Named(agreed.Document.Collection), agreed.Path, shown);
        var record = Items.Keep(FileToRow.Before(row), now.Record).KeepingLast(row.Values);
        return Shown.Of(path, record) == Shown.Of(row) ? [] : [$"{path}: the row shows {Told(row.Path, FileToRow.Before(row)!)} and the page gives {Told(path, record)}"];
    }

    static string Told(string? path, Record record) => new StringBuilder()
        .Append(path).Append(" | ").AppendJoin(", ", record.Values.Select(v => v.Spelling)).Append(" | ").Append(record.Body).Append(" | ").Append(record.Extra)
        .Append(" | ").AppendJoin("; ", record.Tasks).Append(" | ").AppendJoin("; ", record.Sections).ToString();

    SyncRun Start()
    {
        IFolder folder = _faults is null ? Folder : new FaultyFolder(Folder, _faults);
        IDatabase database = _faults is null ? Database : new FaultyDatabase(Database, _faults);
        Cycle = new(folder, database, Layout, Conflicts, new(Time));
        return new(database, Cycle, new(folder, database, Layout, Time), Time);
    }
}
