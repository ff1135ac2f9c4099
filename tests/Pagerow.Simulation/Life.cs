using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.States;

namespace Pagerow.Simulation;

/// <summary>
/// A life of a world under hands. What stands on a side when a pass begins to look is never lost from then on; in the end both sides are in
/// step, and another pass over everything does nothing.
/// </summary>
/// <param name="world">The world, in step.</param>
/// <param name="counts">What is counted.</param>
sealed class Life(World world, Counts counts)
{
    readonly Dictionary<string, int> _seen = [];
    readonly List<string> _written = [];

    /// <summary>Two stories and a note.</summary>
    public static async Task<World> BornAsync(Faults? faults = null)
    {
        var world = new World(faults);
        world.Folder["stories/core/F-0.md"] = World.Story("F-0");
        world.Folder["stories/web/F-1.md"] = World.Story("F-1", "active", "First.\n\nSecond.\n\nThird.");
        world.Folder["notes/n0.md"] = "---\nmood: good\n---\n\nA note.\n";
        await world.SyncAsync();
        world.AssertInStep();
        return world;
    }

    /// <summary>One story.</summary>
    public static async Task<World> AloneAsync()
    {
        var world = new World();
        world.Folder["stories/core/F-0.md"] = World.Story("F-0");
        await world.SyncAsync();
        return world;
    }

    public async Task RunAsync(IReadOnlyList<Hand> hands)
    {
        for (var i = 0; i < hands.Count; i++)
        {
            var hand = hands[i];
            counts.Hands++;
            if (hand.Do(world) is { } word)
                _written.Add(word);
            if (!hand.IsPass)
                continue;
            Look(i);
            await PassAsync(hand, i, hands.Skip(i + 1).FirstOrDefault(h => !h.IsPass));
            BrokenLawException.IfAny("lost by a pass", Lost());
        }

        Look(hands.Count);
        counts.Versions += _seen.Count;
        Mend(world);
        await RestAsync(world);
        BrokenLawException.IfAny("lost in the end", Lost());
    }

    /// <summary>Three passes bring both sides into step, and a fourth one over everything does nothing.</summary>
    public static async Task RestAsync(World world)
    {
        for (var pass = 0; pass < 3; pass++)
            await world.AllowAsync();
        world.AssertInStep();
        var (files, rows) = (world.Folder.Writes, world.Database.RowWrites);
        var report = await world.SyncAsync(new(new FolderScope.Deep(), new RowScope.Deep()));
        BrokenLawException.Unless(
            (files, rows, true) == (world.Folder.Writes, world.Database.RowWrites, report.IsQuiet),
            () => $"a pass at rest wrote {world.Folder.Writes - files} files and {world.Database.RowWrites - rows} rows: {report}");
    }

    void Look(int pass)
    {
        foreach (var word in _written.Where(world.Shows))
            _seen.TryAdd(word, pass);
    }

    List<string> Lost() => [.. _seen.Keys.Where(w => !world.Shows(w) && !world.IsKept(w))];

    async Task PassAsync(Hand hand, int pass, Hand? other)
    {
        counts.Passes++;
        var left = hand.Pick % 25;
        void Between(string effect)
        {
            if (left-- != 0)
                return;
            if (hand.Kind is HandKind.Crash)
                throw new Crash(effect);
            Interrupt(other, pass);
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

    void Interrupt(Hand? other, int pass)
    {
        counts.Races++;
        var standing = _seen.Where(s => s.Value == pass && world.Shows(s.Key)).Select(s => s.Key).ToList();
        if (other?.Do(world) is { } word)
            _written.Add(word);
        // What its own side replaced in the middle of the first look at it may not have been read: superseded, not lost.
        foreach (var superseded in standing.Where(w => !world.Shows(w)))
            _seen.Remove(superseded);
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
}
