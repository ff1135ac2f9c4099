using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pagerow.Mapping;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql;
using Pagerow.Sql.Dialects;
using Pagerow.Sqlite;

namespace Pagerow.Database.Tests;

/// <summary>
/// The time to fill an empty database with 100,000 pages of 4 KB, against the floor of the same run: read, hash and insert of raw text in
/// one thread. Asked for by name: <c>--explicit only --filter-class '*ImportFigures' --show-live-output on</c>, in a release build.
/// </summary>
public sealed class ImportFigures(ITestOutputHelper output) : IDisposable
{
    const int Count = 100_000, AtOnce = 1000, Batched = 50;

    readonly string _folder = Directory.CreateTempSubdirectory("pagerow-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Explicit = true)]
    public async Task Filling_an_empty_database_is_timed_beside_its_floor()
    {
        for (var i = 0; i < Count; i++)
        {
            var file = PathOf(i);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, Text(i), TestContext.Current.CancellationToken);
        }

        Floor("warm-up.db", Count / 10);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var floor = Floor("floor.db", Count);
        var floorCpu = Process.GetCurrentProcess().TotalProcessorTime - before;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var load = await ImportAsync("import.db");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"floor {floor.TotalSeconds:F2} s (processor {floorCpu.TotalSeconds:F2} s), import {load.Total.TotalSeconds:F2} s = {load.Total / floor:F2} x floor (processor {(load.Processor - cpu).TotalSeconds:F2} s), search {load.Search.TotalSeconds:F2} s, resident {Environment.WorkingSet >> 20} MB, SQLite {SqliteDatabase.LibraryVersion}"));
        Assert.Equal(Count, load.Documents);
    }

    TimeSpan Floor(string name, int count)
    {
        var start = Stopwatch.GetTimestamp();
        using var session = SqliteSession.OpenWriter(Path.Combine(_folder, name), TimeSpan.FromSeconds(5));
        session.Tune(Workload.FirstLoad);
        session.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, path TEXT, hash BLOB, text TEXT)");
        for (var i = 0; i < count; i += AtOnce)
        {
            session.Writing(() =>
            {
                for (var n = i; n < Math.Min(i + AtOnce, count); n++)
                {
                    var bytes = File.ReadAllBytes(PathOf(n));
                    ((SqliteStatement)session.Prepare("INSERT INTO t VALUES (?, ?, ?, ?)").With(n).With(PathOf(n)).With(PageHash.Of(bytes).ToBytes())).WithText(bytes).Run();
                }
            });
        }

        return Stopwatch.GetElapsedTime(start);
    }

    async Task<(int Documents, TimeSpan Total, TimeSpan Search, TimeSpan Processor)> ImportAsync(string name)
    {
        var database = Assert.IsType<OpenOutcome.Opened>(SqliteDatabase.Open(Path.Combine(_folder, name), Place.Options)).Database;
        await using var opened = database;
        await database.PrepareAsync(Sample.Layout, SchemaConsent.Additive, default);
        var start = Stopwatch.GetTimestamp();
        await database.FillAsync(BatchesAsync(), TestContext.Current.CancellationToken);
        var documents = await database.CountAsync(default);
        var total = Stopwatch.GetElapsedTime(start);
        var mark = Stopwatch.GetTimestamp();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        await database.IndexAsync(int.MaxValue, default);
        return (documents, total, Stopwatch.GetElapsedTime(mark), processor);
    }

    async IAsyncEnumerable<IReadOnlyList<Change>> BatchesAsync()
    {
        var next = Task.Run(() => Batch(0));
        for (var i = 0; i < Count; i += Batched)
        {
            var batch = await next;
            var from = i + Batched;
            next = from < Count ? Task.Run(() => Batch(from)) : next;
            yield return batch;
        }
    }

    Change[] Batch(int from) => [.. Enumerable.Range(from, Batched).Select(Make)];

    // A page read as the real reader will: text, a few fields, boxes and sections.
    Change Make(int number)
    {
        var bytes = File.ReadAllBytes(PathOf(number));
        var page = PageBytes.Of(bytes);
        var text = Encoding.UTF8.GetString(bytes);
        var face = Sample.Story(number, body: text, tasks: 6);
        var sections = Enumerable.Range(1, 3).Select(i => new SectionRow(i, i, 2, $"Part {i}", $"Story / Part {i}", text.Substring((i - 1) * 1200, 1200)));
        face = face with { Record = face.Record with { Sections = [.. sections] } };
        return new(
            new RowWrite.Insert("stories", null, face),
            new BaseWrite.Agree(new(new("stories", 0), "", face.Path!.Value, page.Hash, (ulong)number, Shown.Of(face.Path.Value.Value, face.Record))),
            [page],
            Events: [new(EventKind.Created, Origin.Files, null, face.Path, After: page.Hash)]);
    }

    string PathOf(int number) => Path.Combine(_folder, (number / 100).ToString("D4", CultureInfo.InvariantCulture), $"{number:D6}.md");

    static readonly string[] Words = [.. Enumerable.Range(0, 20_000).Select(i => string.Concat("bakelimonurasetogivepy".Chunk(2).OrderBy(c => (i * 7919 * c[0]) % 1009).Take(2 + (i % 3)).SelectMany(c => c)) + (i / 400 == 0 ? "" : (i / 400).ToString("x", CultureInfo.InvariantCulture)))];

    static string Text(int number)
    {
        var random = new Random(number);
        var text = new StringBuilder($"---\nid: S-{number}\n---\n");
        while (text.Length < 4000)
            text.Append(Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 3))]).Append(random.Next(12) == 0 ? '\n' : ' ');
        return text.Append('\n').ToString();
    }
}
