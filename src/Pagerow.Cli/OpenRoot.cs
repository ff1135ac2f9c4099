using System.Collections.Immutable;
using Pagerow.Cli.Configuration;
using Pagerow.Cli.Output;
using Pagerow.Engine;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Files;
using Pagerow.Mapping;
using Pagerow.Pages;
using Pagerow.Sql;
using Pagerow.Sqlite;

namespace Pagerow.Cli;

/// <summary>The composition: one root with both its sides open and the engine between them. Put together by hand, here and nowhere else.</summary>
public sealed class OpenRoot : IAsyncDisposable
{
    readonly RootLock? _lock;
    readonly int _waitingChanges;
    bool _keepsLock, _isClosed;

    OpenRoot(
        RootFolder root, string databasePath, ConfigurationFile configuration, FolderSide folder, SqlDatabase database, RootLock? held, ImmutableArray<string> notes, int waitingChanges, TimeProvider time)
    {
        _waitingChanges = waitingChanges;
        Notes = notes;
        Root = root;
        DatabasePath = databasePath;
        Configuration = configuration;
        Folder = folder;
        Database = database;
        Wanted = WantedBy(configuration.Layout);
        _lock = held;
        Cycle = new(folder, database, configuration.Layout, configuration.Conflicts, new(time));
        Recovery = new(folder, database, configuration.Layout, time);
        Run = new(database, Cycle, Recovery, time);
    }

    /// <summary>The folder and its marker.</summary>
    public RootFolder Root { get; }

    /// <summary>The database's file.</summary>
    public string DatabasePath { get; }

    /// <summary>What was done to follow a configuration that had changed, a line each.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>The text of a configuration that cannot be followed yet, because row edits wait; the one of before is followed.</summary>
    public string? NotFollowed { get; private init; }

    /// <summary>What is asked for and not done.</summary>
    public IEnumerable<Diagnostic> Warnings =>
    [
        .. Settings.Warnings(Configuration),
        .. _waitingChanges == 0 ? [] : (ReadOnlySpan<Diagnostic>)[new("warning", "schema-waits", $"{Counted.Of(_waitingChanges, "change of tables takes something away, and waits", "changes of tables take something away, and wait")} for consent.", ConfigurationFile.Name, "'pagerow schema' shows them, 'pagerow schema --apply' makes them")],
    ];

    /// <summary>What pagerow.yaml says.</summary>
    public ConfigurationFile Configuration { get; }

    /// <summary>The collections.</summary>
    public Layout Layout => Configuration.Layout;

    /// <summary>The files.</summary>
    public FolderSide Folder { get; }

    /// <summary>The rows and the ledger.</summary>
    public SqlDatabase Database { get; }

    /// <summary>What of the folder is looked at.</summary>
    public Wanted Wanted { get; }

    /// <summary>One pass.</summary>
    public SyncCycle Cycle { get; }

    /// <summary>Settles what a crash left.</summary>
    public Recovery Recovery { get; }

    /// <summary>Passes until rest.</summary>
    public SyncRun Run { get; }

    /// <summary>Whether this process may write; else another one holds the root.</summary>
    public bool IsOurs => _lock is not null;

    /// <summary>Opens a root whose pagerow.yaml is there.</summary>
    /// <param name="invocation">Which, and which database.</param>
    /// <param name="command">The command's name, for the messages of other processes.</param>
    /// <param name="claim">Whether the command wants to write.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RefusedException">It cannot be opened; the diagnostics say why and what to do.</exception>
    public static async Task<OpenRoot> OpenAsync(Invocation invocation, string command, RootClaim claim, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        if (claim is RootClaim.MustWrite)
            return await OpenAsync(invocation, command, await ClaimAsync(invocation, command), mayNotFollow: false, cancellation);
        var (root, configuration) = await FindAsync(invocation);
        var held = claim is RootClaim.Read ? null : RootLock.TryTake(root, command, out _);
        return await OpenAsync(invocation, command, root, configuration, held, mayNotFollow: false, cancellation);
    }

    /// <summary>Opens a root that this process has claimed already; its claim ends with the root, or where this fails.</summary>
    /// <param name="invocation">Which database.</param>
    /// <param name="command">The command's name, for the messages of other processes.</param>
    /// <param name="claimed">The root.</param>
    /// <param name="mayNotFollow">Whether a changed configuration may wait where row edits do not get into their files: then the one of before is followed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RefusedException">It cannot be opened; the diagnostics say why and what to do.</exception>
    internal static async Task<OpenRoot> OpenAsync(Invocation invocation, string command, ClaimedRoot claimed, bool mayNotFollow, CancellationToken cancellation)
    {
        try
        {
            return await OpenAsync(invocation, command, claimed.Root, Settings.Read(claimed.Root.Path), claimed.Lock, mayNotFollow, cancellation);
        }
        catch
        {
            claimed.Lock.Dispose();
            throw;
        }
    }

    /// <summary>Takes the right to write a root, before anything of it is opened.</summary>
    /// <exception cref="RefusedException">There is no root, or another process holds it.</exception>
    internal static async Task<ClaimedRoot> ClaimAsync(Invocation invocation, string command)
    {
        var (root, _) = await FindAsync(invocation);
        return new(root, RootLock.TryTake(root, command, out _) ?? throw Busy(root));
    }

    static async Task<(RootFolder Root, ConfigurationFile Configuration)> FindAsync(Invocation invocation)
    {
        var folder = RootSearch.Find(invocation.Root, Environment.CurrentDirectory);
        var configuration = Settings.Read(folder);
        return (await MarkedAsync(folder, Address(invocation, folder, configuration), invocation.Time), configuration);
    }

    /// <summary>Closes the root and keeps the right to write it, for opening it anew.</summary>
    internal async ValueTask<ClaimedRoot> CloseAsync()
    {
        _keepsLock = true;
        await DisposeAsync();
        return new(Root, _lock!);
    }

    /// <summary>
    /// The root opened anew to write, if nobody holds it any more; else null. What was read while another process held it is not to be
    /// written by: this one is to be disposed of.
    /// </summary>
    /// <exception cref="RefusedException">It cannot be opened; the diagnostics say why and what to do.</exception>
    public async Task<OpenRoot?> TakeOverAsync(Invocation invocation, string command, CancellationToken cancellation)
    {
        var configuration = Settings.Read(Root.Path);
        var held = RootLock.TryTake(Root, command, out _);
        return held is null ? null : await OpenAsync(invocation, command, Root, configuration, held, mayNotFollow: false, cancellation);
    }

    static async Task<OpenRoot> OpenAsync(
        Invocation invocation, string command, RootFolder root, ConfigurationFile configuration, RootLock? held, bool mayNotFollow, CancellationToken cancellation)
    {
        SqlDatabase? database = null;
        ImmutableArray<string> notes = [];
        string? notFollowed = null;
        try
        {
            var path = Address(invocation, root.Path, configuration);
            var isAsLeft = held is null || new DatabaseSeen(root, path).IsAsLeft;
            database = Open(path, root, command, held is null ? Checkpoints.Others : Checkpoints.Own, invocation.Time);
            if (held is not null && !invocation.AllowsRestored && new Epoch(root).WhyNot(await database.EpochAsync(cancellation)) is { } restored)
                throw new RefusedException(ExitCode.Halted, restored);
            var rendered = await database.RenderedWithAsync(cancellation);
            if (rendered is not null && rendered != configuration.Layout.Source)
                (configuration, notes, notFollowed) = await FollowAsync(database, root, Settings.Parse(rendered), configuration, held, mayNotFollow, invocation.Time, cancellation);
            var waitingChanges = await PrepareAsync(database, configuration, cancellation);
            if (rendered is null && held is not null)
                await database.SaveRenderedAsync(configuration.Layout, cancellation);
            if (held is not null)
                await database.Requests.InheritAsync(cancellation);
            if (!isAsLeft)
                await database.DoubtAsync("the database was written while nobody held the root", cancellation);
            var side = new FolderSide(root, WantedBy(configuration.Layout), await database.StampsAsync(cancellation), invocation.Time);
            return new(root, path, configuration, side, database, held, notes, waitingChanges, invocation.Time) { NotFollowed = notFollowed };
        }
        catch
        {
            if (database is not null)
                await database.DisposeAsync();
            held?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes every row show its page anew. Row edits get into their files first; no client writes between the last of them and the first row
    /// that is rendered.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="run">Gets the row edits into the files.</param>
    /// <param name="layout">What the rows are rendered with.</param>
    /// <param name="prepare">What is done before rows are rendered.</param>
    /// <param name="cancellation">Stops it, and undoes it.</param>
    /// <exception cref="RefusedException">There are row edits that do not get into their files; nothing was rendered.</exception>
    public static async Task RenderAsync(SqlDatabase database, SyncRun run, Layout layout, Func<ValueTask> prepare, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(prepare);
        const int mostTries = 4;
        ImmutableArray<PagePath> ahead = [];
        CycleReport? report = null;
        for (var i = 0; i < mostTries; i++)
        {
            report = await run.RunAsync(new(new FolderScope.Everything(), new RowScope.Deep()), cancellation);
            if (await database.AtOnceAsync(async () =>
            {
                ahead = await AheadAsync(database, cancellation);
                if (!ahead.IsEmpty)
                    return false;
                await prepare();
                await new Rendering(database, layout).RunAsync(cancellation);
                await database.SaveRenderedAsync(layout, cancellation);
                return true;
            }, cancellation))
            {
                return;
            }
        }

        var why = report?.Hold?.Reason ?? report?.Halt?.Message ?? "their files cannot be read or written";
        throw new RefusedException(ExitCode.Halted, new Diagnostic(
            "error", "edits-wait", $"The rows are to be rendered anew, and edits of {ahead.Length} of them have not got into their files: {why}. Nothing was done.",
            string.Join(", ", ahead.Take(5)), "mend these files, or undo the edits (UPDATE the rows back), and run the command again"));
    }

    static async ValueTask<ImmutableArray<PagePath>> AheadAsync(SqlDatabase database, CancellationToken cancellation)
    {
        var edited = (await database.RowsOfAsync(database.Reports.RowsAhead(), cancellation)).Select(r => r.Document).ToList();
        return [.. (await database.BasesOfAsync(edited, cancellation)).Select(b => b.Path).Order()];
    }

    /// <summary>The database file that a command is about.</summary>
    public static string Address(Invocation invocation, string folder, ConfigurationFile configuration)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        ArgumentNullException.ThrowIfNull(configuration);
        var address = configuration.Database ?? DatabaseAddress.Default;
        var named = invocation.Database ?? Environment.GetEnvironmentVariable("PAGEROW_DATABASE");
        if (!string.IsNullOrEmpty(named) && !DatabaseAddress.TryParse(named, out address, out var reason))
            throw new RefusedException(ExitCode.Usage, new Diagnostic("error", "bad-database", reason, named));
        return Path.GetFullPath(address.SqlitePath, folder);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        try
        {
            if (_lock is not null && Database.HasChanged)
                await new Epoch(Root).TryRaiseAsync(Database);
            await Database.DisposeAsync();
            if (_lock is not null)
                new DatabaseSeen(Root, DatabasePath).Leave();
            await Folder.DisposeAsync();
        }
        finally
        {
            if (!_keepsLock)
                _lock?.Dispose();
        }
    }

    static Wanted WantedBy(Layout layout) => new(path => layout.Of(path) is not null, layout.WantsFolder, layout.WhyNot) { Source = layout.Source };

    /// <summary>
    /// The root at a folder. One without a marker is a new root, unless the database knows one: then it may be an emptied place, or another folder.
    /// </summary>
    /// <exception cref="RefusedException">It is not to be one; the diagnostic says why and what to do.</exception>
    internal static async Task<RootFolder> MarkedAsync(string folder, string database, TimeProvider time)
    {
        if (RootFolder.Secure(folder) is { } fault)
            throw new RefusedException(ExitCode.Halted, new Diagnostic("error", fault.Code, fault.Message));
        try
        {
            if (RootFolder.IdAt(folder) is { } known)
                return new(folder, known);
            var fresh = Guid.NewGuid().ToString("N");
            switch (File.Exists(database) ? SqliteDatabase.Open(database, new(fresh, fresh, time)) : null)
            {
                case OpenOutcome.ForeignDatabase { Root: var root }:
                    throw new RefusedException(ExitCode.Halted, new Diagnostic(
                        "error", "root-unmarked", $"The folder has no marker '.pagerow/root', and the database belongs to a root. Nothing was believed or deleted.", folder,
                        $"put the right folder back; if this is it, write {root} into .pagerow/root, or move {database} away and run 'pagerow sync': it makes all rows anew from the files"));
                case OpenOutcome.Opened opened:
                    await opened.Database.DisposeAsync();
                    break;
            }

            return RootFolder.Create(folder, fresh);
        }
        catch (IOException) when (RootFolder.IdAt(folder) is not null)
        {
            // Another process marked it in the same moment.
            return new(folder, RootFolder.IdAt(folder)!);
        }
    }

    static SqlDatabase Open(string path, RootFolder root, string command, Checkpoints checkpoints, TimeProvider time)
    {
        var outcome = SqliteDatabase.Open(path, new(root.Id, root.Id, time) { TriggeredBy = command }, checkpoints);
        return outcome switch
        {
            OpenOutcome.Opened opened => opened.Database,
            OpenOutcome.ForeignDatabase => throw new RefusedException(ExitCode.Halted, new Diagnostic(
                "error", "foreign-database", "The database belongs to another root; nothing was changed.", path, "give this root's own with --database, or move the file away and run 'pagerow sync'")),
            OpenOutcome.Newer newer => throw new RefusedException(ExitCode.Failed, new Diagnostic(
                "error", "newer-database", $"The database was made by a newer Pagerow (format {newer.Version}); nothing was changed.", path, "update Pagerow")),
            OpenOutcome.Older older => throw new RefusedException(ExitCode.Failed, new Diagnostic(
                "error", "older-database", $"The database was made by an older Pagerow (format {older.Version}); nothing was changed.", path, "take row edits into files with that one's 'sync' first; then run 'pagerow rebuild': it keeps the file aside and makes all rows anew from the files")),
            OpenOutcome.Damaged damaged => throw new RefusedException(ExitCode.Failed, new Diagnostic(
                "error", "damaged-database", damaged.Reason, Fix: Diagnostic.Rebuild)),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    // Which configuration is followed, what is to be told of it, and the text of the one that cannot be followed yet.
    static async Task<(ConfigurationFile Followed, ImmutableArray<string> Notes, string? NotFollowed)> FollowAsync(
        SqlDatabase database, RootFolder root, ConfigurationFile before, ConfigurationFile now, RootLock? held, bool mayNotFollow, TimeProvider time, CancellationToken cancellation)
    {
        if (held is null)
            return (before, [], null);
        try
        {
            return (now, await FollowAsync(database, root, before, now, time, cancellation), null);
        }
        catch (RefusedException e) when (mayNotFollow)
        {
            return (before, [.. e.Diagnostics.Select(d => d.ToString()), $"the {ConfigurationFile.Name} of before is followed until then"], now.Layout.Source);
        }
    }

    // The configuration changed: what clients wrote is measured by the one it was written under, and only then is every row rendered anew.
    static async Task<ImmutableArray<string>> FollowAsync(
        SqlDatabase database, RootFolder root, ConfigurationFile before, ConfigurationFile now, TimeProvider time, CancellationToken cancellation)
    {
        await PrepareAsync(database, before, cancellation);
        await using var side = new FolderSide(root, WantedBy(before.Layout), await database.StampsAsync(cancellation), time);
        var run = new SyncRun(database, new(side, database, before.Layout, before.Conflicts, new(time)), new(side, database, before.Layout, time), time);
        ImmutableArray<string> retired = [];
        await RenderAsync(database, run, now.Layout, async () =>
        {
            retired = await new Retirement(database, now.Layout).RunAsync(cancellation);
            await PrepareAsync(database, now, cancellation);
        }, cancellation);
        return [$"{ConfigurationFile.Name} changed: every row shows its page anew.", .. retired.Select(r => $"'{r}' is in {ConfigurationFile.Name} no longer: its rows are gone from the database, its pages stand as they are.")];
    }

    // How many changes of tables wait for consent.
    static async Task<int> PrepareAsync(SqlDatabase database, ConfigurationFile configuration, CancellationToken cancellation)
    {
        var outcome = await database.PrepareAsync(configuration.Layout, SchemaConsent.Additive, cancellation);
        if (outcome is PrepareOutcome.Lost lost)
        {
            throw new RefusedException(ExitCode.Halted, new Diagnostic(
                "error", "tables-lost", $"Tables or columns that held documents are gone: {string.Join(", ", lost.Missing)}. Nothing was done.", Fix: "run 'pagerow rebuild' to make them anew from the files"));
        }

        return outcome is PrepareOutcome.NeedsApply needs ? needs.Script.Length : 0;
    }

    static RefusedException Busy(RootFolder root)
    {
        var holder = RootLock.HolderOf(root) ?? "it has ended by now";
        return new(ExitCode.Failed, new Diagnostic("error", "root-held", $"Another process holds this root: {holder}.", root.Path, "end it first"));
    }
}
