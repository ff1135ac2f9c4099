using System.Diagnostics;
using System.Globalization;

namespace Pagerow.Benchmarks;

/// <summary>
/// A thousand rows changed in one transaction, until the last of their files says so, with a watch running: what the write protocol and the history
/// cost, against replacing as many files by a temporary file and a rename, as most tools do, and against the same with a flush of each.
/// </summary>
static class WritesBenchmark
{
    public static async Task RunAsync(Options options, Workplace workplace)
    {
        var root = await workplace.RootAsync(options.Pages);
        await PagerowProcess.RunAsync("sync", root.Folder);
        Sample plain = new(), flushed = new(), watched = new();
        var numbers = Enumerable.Range(0, Math.Min(options.Edits ?? 1_000, root.Pages)).ToList();
        var drafts = Path.Combine(workplace.Path, "plain");
        Directory.CreateDirectory(drafts);
        await using var watch = await WatchProcess.StartAsync(root);
        using var rows = new RowProbe(root);
        for (var round = 0; round < (options.Rounds ?? 5); round++)
        {
            plain.Add(Replace(drafts, numbers, round, isFlushed: false));
            flushed.Add(Replace(drafts, numbers, round, isFlushed: true));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            var started = Stopwatch.GetTimestamp();
            rows.UpdateAll(numbers, 1000 + round);
            foreach (var number in numbers)
                RowProbe.AwaitFile(root, number, 1000 + round);
            watched.Add(Stopwatch.GetElapsedTime(started));
        }

        var table = new ResultTable($"{numbers.Count:N0} files replaced by temporary file and rename", plain);
        table.Compare("the same, each file flushed before its rename", flushed);
        table.Compare($"{numbers.Count:N0} rows updated in one transaction → all files replaced, bases and history durable", watched);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{numbers.Count * 1000 / watched.Median:N0} files a second; against flushed renames {watched.RatioTo(flushed):0.00}"));
    }

    static TimeSpan Replace(string folder, List<int> numbers, int round, bool isFlushed)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var number in numbers)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.md"));
            using (var draft = new FileStream(path + "~", FileMode.Create, FileAccess.Write))
            {
                draft.Write(System.Text.Encoding.UTF8.GetBytes(GeneratedPage.Of(number, round)));
                draft.Flush(isFlushed);
            }

            File.Move(path + "~", path, overwrite: true);
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
