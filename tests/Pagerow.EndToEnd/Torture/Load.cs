namespace Pagerow.EndToEnd.Torture;

/// <summary>A few documents that are edited on both sides at once, and the question whether every edit stands.</summary>
public sealed class Load : IAsyncDisposable
{
    const int MostShown = 10;

    readonly List<string> _keys = [.. Enumerable.Range(1, 4).Select(n => $"D{n}")];
    readonly FileEditor _files;
    readonly RowEditor _rows;
    CancellationTokenSource? _stop;
    Task _editing = Task.CompletedTask;

    Load(TestRoot root, int seed)
    {
        Root = root;
        _files = new(root, _keys, Ledger, new(seed));
        _rows = new(root, _keys, Ledger, new(seed + 1));
    }

    /// <summary>The root.</summary>
    public TestRoot Root { get; }

    /// <summary>What was written.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>Makes the documents and their rows.</summary>
    public static async Task<Load> BeginAsync(int seed)
    {
        var load = new Load(TestRoot.Empty(), seed);
        load.Root.Write("pagerow.yaml", TokenPage.Configuration);
        foreach (var key in load._keys)
            load.Root.Write($"left/{key}.md", TokenPage.Plain(key));
        Directory.CreateDirectory(load.Root.At("right"));
        await load.Root.SyncAsync();
        return load;
    }

    /// <summary>Both sides begin to edit.</summary>
    public void Start()
    {
        _stop = new();
        var token = _stop.Token;
        _editing = Task.WhenAll(Task.Run(() => _files.RunAsync(token), CancellationToken.None), Task.Run(() => _rows.RunAsync(token), CancellationToken.None));
    }

    /// <summary>Both sides let go; what an editor could not do fails the test here.</summary>
    public async Task StopAsync()
    {
        if (_stop is null)
            return;
        await _stop.CancelAsync();
        await _editing;
        _stop.Dispose();
        _stop = null;
    }

    /// <summary>Fails the test unless every edit stands in the file and in its face of the row, or is excused and kept.</summary>
    public async Task EveryEditStandsAsync(string when)
    {
        var kept = Ledger.Open.Any(w => w.Excuse is not null) ? await Kept.ReadAsync(Root) : null;
        var missing = new List<string>();
        foreach (var key in _keys)
        {
            var (file, row) = (await File.ReadAllTextAsync(FileEditor.Find(Root.Folder, key)!, TestContext.Current.CancellationToken), await RowAsync(key));
            foreach (var written in Ledger.Open.Where(w => w.Document == key))
            {
                var (inFile, inRow) = (Has(file, written), Has(row[written.Place], written));
                if (written.Excuse is null && inFile && Times(file, written.Token) != TokenPage.TimesOf(written.Place))
                    missing.Add($"{written} stands {Times(file, written.Token)} times in the file, put were {TokenPage.TimesOf(written.Place)}");
                if ((inFile && inRow) || (written.Excuse is not null && (inFile || inRow || Has(kept!.History, written) || Has(kept.Files, written))))
                    continue;
                kept ??= await Kept.ReadAsync(Root);
                missing.Add($"{written}: file {inFile}, row {inRow}, history {Has(kept.History, written)}, kept pages {Has(kept.Files, written)}");
            }
        }

        if (missing.Count > 0)
            Assert.Fail($"{when}: {missing.Count} of {Ledger.Open.Count} edits do not stand on both sides\n{string.Join('\n', missing.Take(MostShown))}\n{await LogAsync()}");
    }

    /// <summary>Takes every token out again, knowingly and in the files, after everything was found: pages stay small.</summary>
    public async Task ClearAsync()
    {
        foreach (var key in _keys)
            await File.WriteAllTextAsync(FileEditor.Find(Root.Folder, key)!, TokenPage.Plain(key), TestContext.Current.CancellationToken);
        await Root.SyncAsync();
        foreach (var written in Ledger.Open)
            Assert.DoesNotContain(written.Token, (await RowAsync(written.Document))[written.Place], StringComparison.Ordinal);
        Ledger.Forget();
    }

    /// <summary>What was done, in one line.</summary>
    public string Counts() => $"{Ledger.Counts['f']} edits of files ({Listed(_files.Counts)}), {Ledger.Counts['r']} of rows (and {_rows.Renames} renames); excused: {Listed(Ledger.Excuses)}";

    /// <summary>The watcher that lives now, or lived last; what it said is told where something is missing.</summary>
    public Watcher? Watcher { get; set; }

    /// <summary>The last events, and what the watcher said.</summary>
    public async Task<string> LogAsync() =>
        $"{(await Root.RunAsync("log", "--limit", "60")).Out}\n{string.Join('\n', Watcher?.Events.TakeLast(60).Select(e => e.ToJsonString()) ?? [])}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stop is not null)
            await _stop.CancelAsync();
        await _editing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop?.Dispose();
        await Root.DisposeAsync();
    }

    static string Listed(Dictionary<string, int> counts) => counts.Count == 0 ? "none" : string.Join(", ", counts.Select(c => $"{c.Value} {c.Key}"));

    static int Times(string text, string token) => text.Split(token).Length - 1;

    static bool Has(string text, Written written) => text.Contains(written.Token, StringComparison.Ordinal);

    async Task<Dictionary<Place, string>> RowAsync(string key)
    {
        var which = $"FROM docs WHERE id = '{key}'";
        var columns = (await Root.ShellAsync($"SELECT * {which}")).Ended(0).Out;
        return new()
        {
            [Place.Column] = columns,
            [Place.Key] = (await Root.ShellAsync($"SELECT extra {which}")).Ended(0).Out,
            [Place.Entry] = columns,
            [Place.Box] = (await Root.ShellAsync($"SELECT text FROM docs_tasks WHERE doc = (SELECT doc {which})")).Ended(0).Out,
            [Place.Section] = (await Root.ShellAsync($"SELECT heading FROM docs_sections WHERE doc = (SELECT doc {which})")).Ended(0).Out,
        };
    }
}
