using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.States;
using Pagerow.Tests.Sides;

namespace Pagerow.Tests.Engine;

/// <summary>
/// The laws over random lives of a small world: hands on both sides, passes, deaths at any effect, hands that get in between. A failure
/// prints its seed and the shortest list of hands that still fails. A check runs so many seeds a law; with PAGEROW_LONG, for so many seconds.
/// </summary>
public sealed class EngineLawTests(ITestOutputHelper output)
{
    const int Seeds = 2_500;

    static readonly double? Seconds = double.TryParse(Environment.GetEnvironmentVariable("PAGEROW_LONG"), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    [Fact]
    public async Task No_version_is_lost_and_both_sides_come_to_rest_in_step() => await RunAsync(1, LiveAsync);

    [Fact]
    public async Task The_order_in_which_a_look_tells_what_it_found_changes_nothing() => await RunAsync(2, ShuffledAsync);

    [Fact]
    public async Task Trouble_in_one_document_changes_the_outcome_of_no_other() => await RunAsync(3, IsolatedAsync);

    [Fact]
    public async Task Every_order_of_a_few_hands_over_one_document_keeps_the_laws()
    {
        var depth = Seconds is null ? 3 : 6;
        var (counts, lives, clock) = (new Counts(), 0L, Stopwatch.StartNew());
        foreach (var policy in (int[])[0, 3])
        {
            foreach (var order in Orders(depth).TakeWhile(_ => Seconds is not { } most || clock.Elapsed.TotalSeconds < most))
            {
                IReadOnlyList<Hand> hands = [new(HandKind.Policy, 0, policy, depth), .. order];
                if (await FailureAsync(OneAsync, hands, counts) is { } failure)
                    Assert.Fail($"{failure}\n\nhands:\n{string.Join('\n', hands)}");
                lives++;
            }
        }

        output.WriteLine($"{lives} orders of {depth} hands of {Few.Length}, {counts.Passes} syncs, {counts.Crashes} crashes, {counts.Versions} versions");
        Assert.True(lives > 1000);
    }

    // Edits of the same and of other places on both sides, ends and moves on both, passes, deaths early, in the middle and late, an answer.
    static readonly ImmutableArray<Hand> Few =
    [
        new(HandKind.FileText, 0, 9, 0), new(HandKind.FileField, 0, 0, 0), new(HandKind.RowBody, 0, 2, 0), new(HandKind.RowTask, 0, 0, 0), new(HandKind.RowField, 0, 1, 0),
        new(HandKind.FileDelete, 0, 0, 0), new(HandKind.RowDelete, 0, 0, 0), new(HandKind.FileRename, 0, 1, 0), new(HandKind.RowPath, 0, 2, 0),
        new(HandKind.Sync, 0, 1, 0), new(HandKind.Crash, 2, 1, 0), new(HandKind.Crash, 5, 1, 0), new(HandKind.Crash, 9, 1, 0), new(HandKind.RowResolve, 0, 1, 0),
    ];

    static IEnumerable<IReadOnlyList<Hand>> Orders(int depth)
    {
        var digits = new int[depth];
        while (true)
        {
            yield return [.. digits.Select((d, i) => Few[d] with { Token = i })];
            var at = 0;
            while (at < depth && ++digits[at] == Few.Length)
                digits[at++] = 0;
            if (at == depth)
                yield break;
        }
    }

    async Task RunAsync(int family, Func<IReadOnlyList<Hand>, Counts, Task> law)
    {
        var counts = new Counts();
        var clock = Stopwatch.StartNew();
        var first = family * 1_000_000;
        var seed = first;
        for (; Seconds is { } most ? clock.Elapsed.TotalSeconds < most : seed < first + Seeds; seed++)
        {
            var random = new Random(seed);
            var hands = Enumerable.Range(0, random.Next(2, 24)).Select(i => Hand.Next(random, i)).ToList();
            if (await FailureAsync(law, hands, counts) is not { } failure)
                continue;
            var (shortest, why) = await ShrinkAsync(law, hands, failure);
            Assert.Fail($"seed {seed}: {why}\n\nhands:\n{string.Join('\n', shortest)}");
        }

        output.WriteLine($"{seed - first} seeds from {first}, {counts.Hands} hands, {counts.Passes} syncs, {counts.Crashes} crashes, {counts.Races} races, {counts.Versions} versions");
    }

    static async Task<string?> FailureAsync(Func<IReadOnlyList<Hand>, Counts, Task> law, IReadOnlyList<Hand> hands, Counts counts)
    {
        try
        {
            await law(hands, counts);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.ToString();
        }
    }

    static async Task<(IReadOnlyList<Hand> Hands, string Why)> ShrinkAsync(Func<IReadOnlyList<Hand>, Counts, Task> law, IReadOnlyList<Hand> hands, string why)
    {
        for (var i = 0; i < hands.Count;)
        {
            IReadOnlyList<Hand> fewer = [.. hands.Take(i), .. hands.Skip(i + 1)];
            if (await FailureAsync(law, fewer, new()) is { } still)
                (hands, why, i) = (fewer, still, 0);
            else
                i++;
        }

        return (hands, why);
    }

    static async Task<World> BornAsync()
    {
        var world = new World();
        world.Folder["stories/core/F-0.md"] = World.Story("F-0");
        world.Folder["stories/web/F-1.md"] = World.Story("F-1", "active", "First.\n\nSecond.\n\nThird.");
        world.Folder["notes/n0.md"] = "---\nmood: good\n---\n\nA note.\n";
        await world.SyncAsync();
        world.AssertInStep();
        return world;
    }

    static async Task LiveAsync(IReadOnlyList<Hand> hands, Counts counts) => await LiveAsync(await BornAsync(), hands, counts);

    static async Task OneAsync(IReadOnlyList<Hand> hands, Counts counts)
    {
        var world = new World();
        world.Folder["stories/core/F-0.md"] = World.Story("F-0");
        await world.SyncAsync();
        await LiveAsync(world, hands, counts);
    }

    static async Task LiveAsync(World world, IReadOnlyList<Hand> hands, Counts counts)
    {
        var seen = new Dictionary<string, int>();
        var written = new List<string>();
        for (var i = 0; i < hands.Count; i++)
        {
            var hand = hands[i];
            counts.Hands++;
            if (hand.Do(world) is { } word)
                written.Add(word);
            if (hand.Kind is HandKind.Sync or HandKind.Crash or HandKind.Race)
            {
                Look(world, written, seen, i);
                await PassAsync(world, hand, seen, i, hands.Skip(i + 1).FirstOrDefault(h => h.Kind is not (HandKind.Sync or HandKind.Crash or HandKind.Race)), written, counts);
                Assert.Equal([], Lost(world, seen));
            }
        }

        Look(world, written, seen, hands.Count);
        counts.Versions += seen.Count;
        Mend(world);
        for (var pass = 0; pass < 3; pass++)
            await world.AllowAsync();
        Assert.Equal([], Lost(world, seen));
        Assert.Equal([], world.OutOfStep());
        var (files, rows) = (world.Folder.Writes, world.Database.RowWrites);
        var report = await world.SyncAsync(new(new FolderScope.Deep(), new RowScope.Deep()));
        Assert.Equal((files, rows, true), (world.Folder.Writes, world.Database.RowWrites, report.IsQuiet));
    }

    // What stands on a side when a pass begins to look: from now on it may never be lost.
    static void Look(World world, List<string> written, Dictionary<string, int> seen, int pass)
    {
        foreach (var word in written.Where(w => Stands(world, w)))
            seen.TryAdd(word, pass);
    }

    static List<string> Lost(World world, Dictionary<string, int> seen) => [.. seen.Keys.Where(w => !Stands(world, w) && !world.IsKept(w))];

    static bool Stands(World world, string word) =>
        world.Folder.Files.Values.Any(t => t.Contains(word, StringComparison.Ordinal))
        || world.Database.Rows.Any(r => string.Join('\n', [r.Body, r.Extra, .. r.Values.Select(v => v.Spelling), .. r.Tasks.Select(t => t.Text), .. r.Sections.SelectMany(s => new[] { s.Heading, s.Content })]).Contains(word, StringComparison.Ordinal));

    static async Task PassAsync(World world, Hand hand, Dictionary<string, int> seen, int pass, Hand? other, List<string> written, Counts counts)
    {
        counts.Passes++;
        var left = hand.Pick % 40;
        void Between(string effect)
        {
            if (left-- != 0)
                return;
            if (hand.Kind is HandKind.Crash)
                throw new Crash(effect);
            counts.Races++;
            var standing = seen.Where(s => s.Value == pass && Stands(world, s.Key)).Select(s => s.Key).ToList();
            if (other?.Do(world) is { } word)
                written.Add(word);
            // What its own side replaced in the middle of the first look at it may not have been read: superseded, not lost.
            foreach (var superseded in standing.Where(w => !Stands(world, w)))
                seen.Remove(superseded);
        }

        if (hand.Kind is not HandKind.Sync)
            (world.Folder.Between, world.Database.Between) = (Between, Between);
        try
        {
            _ = hand.Place % 4 == 0 ? await world.PassAsync() : await world.AllowAsync();
        }
        catch (Crash)
        {
            counts.Crashes++;
            (world.Folder.Between, world.Database.Between) = (_ => { }, _ => { });
            world.Restart();
            await world.SyncAsync();
        }

        (world.Folder.Between, world.Database.Between) = (_ => { }, _ => { });
    }

    // Somebody mends the pages that nobody can read, keeping what was added to them.
    static void Mend(World world)
    {
        foreach (var (path, text) in world.Folder.Files)
        {
            if (World.Layout.Of(PagePath.Of(path)) is { } collection && PageReading.Of(collection, PagePath.Of(path), PageBytes.Of(world.Folder.Bytes(path))) is PageReading.Illegible)
                world.Folder[path] = $"Mended.\n\n{text.Replace("---", "-", StringComparison.Ordinal).Replace("<<<<<<<", "<", StringComparison.Ordinal).Replace("=======", "=", StringComparison.Ordinal).Replace(">>>>>>>", ">", StringComparison.Ordinal)}";
        }
    }

    static async Task ShuffledAsync(IReadOnlyList<Hand> hands, Counts counts)
    {
        var (one, other) = (await BornAsync(), await BornAsync());
        var random = new Random(hands.Count);
        other.Folder.Order = s => s.OrderBy(_ => random.Next());
        other.Database.Order = r => r.OrderBy(_ => random.Next());
        foreach (var hand in hands)
        {
            counts.Hands++;
            if (hand.Do(one) is not null)
                counts.Versions++;
            hand.Do(other);
            if (hand.Kind is not HandKind.Sync)
                continue;
            counts.Passes++;
            await one.AllowAsync();
            await other.AllowAsync();
            Assert.Equal(one.Folder.Files, other.Folder.Files);
            Assert.Equal(Faces(one), Faces(other));
        }
    }

    static async Task IsolatedAsync(IReadOnlyList<Hand> hands, Counts counts)
    {
        var (calm, troubled) = (await BornAsync(), await BornAsync());
        // Hands leave it alone, so that they pick the same documents in both worlds.
        troubled.Folder[$"stories/{World.Apart}/trouble.md"] = "---\nid: [\n";
        await troubled.SyncAsync();
        troubled.Update($"stories/{World.Apart}/trouble.md", r => World.With(r, "status", "done"));
        foreach (var hand in hands.Where(h => h.Kind is not (HandKind.Crash or HandKind.Race)))
        {
            counts.Hands++;
            if (hand.Kind is HandKind.Sync)
            {
                counts.Passes++;
                await calm.AllowAsync();
                await troubled.AllowAsync();
                Assert.Equal(calm.Folder.Files, troubled.Folder.Files.Where(f => !f.Key.Contains(World.Apart, StringComparison.Ordinal)).ToDictionary());
                Assert.Equal(Faces(calm), Faces(troubled).Where(f => !f.StartsWith($"stories/{World.Apart}", StringComparison.Ordinal)));
            }
            else if (hand.Do(calm) == hand.Do(troubled))
            {
                counts.Versions++;
            }
        }
    }

    static IEnumerable<string> Faces(World world) => world.Database.Rows
        .Select(r => $"{r.Path} {r.Problem} {string.Join('|', r.Values.Select(v => v.Spelling))} {r.Body} {string.Join('|', r.Tasks.Select(t => t with { Item = 0, Parent = null }))}").Order(StringComparer.Ordinal);

    sealed class Counts
    {
        public int Hands { get; set; }

        public int Passes { get; set; }

        public int Crashes { get; set; }

        public int Races { get; set; }

        public int Versions { get; set; }
    }
}
