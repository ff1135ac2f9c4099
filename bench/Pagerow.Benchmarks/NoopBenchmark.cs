namespace Pagerow.Benchmarks;

/// <summary>A sync with nothing to do, less a start that opens the same database, against <c>git status</c> on the same tree.</summary>
static class NoopBenchmark
{
    // A page that was just written is not trusted to be unchanged; by then they are.
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Options options, Workplace workplace)
    {
        var root = await workplace.RootAsync(options.Pages);
        await PagerowProcess.RunOtherAsync("git", root.Folder, "init", "-q");
        await PagerowProcess.RunOtherAsync("git", root.Folder, "add", "-A");
        await PagerowProcess.RunOtherAsync("git", root.Folder, "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "-qm", "Pages");
        await PagerowProcess.RunAsync("sync", root.Folder);
        await Task.Delay(Settling);
        await PagerowProcess.RunAsync("sync", root.Folder);
        await PagerowProcess.RunOtherAsync("git", root.Folder, "status", "--porcelain");
        Sample git = new(), sync = new(), start = new();
        for (var round = 0; round < (options.Rounds ?? 15); round++)
        {
            git.Add((await PagerowProcess.RunOtherAsync("git", root.Folder, "status", "--porcelain")).Took);
            start.Add((await PagerowProcess.RunAsync("query", "--root", root.Folder, "select 1")).Took);
            sync.Add((await PagerowProcess.RunAsync("sync", root.Folder)).Took);
        }

        var table = new ResultTable("`git status`", git);
        ResultTable.Tell("`pagerow sync`", sync);
        ResultTable.Tell("`pagerow query \"select 1\"`: start and open", start);
        table.Compare("`sync` less start and open", sync.Less(start), "≤ 2");
    }
}
