namespace Pagerow.Simulation;

/// <summary>Laws over two worlds that live the same hands.</summary>
static class Twins
{
    /// <summary>Looks tell what they found in another order.</summary>
    public static async Task ShuffledAsync(IReadOnlyList<Hand> hands, Counts counts)
    {
        var (one, other) = (await Life.BornAsync(), await Life.BornAsync());
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
            BrokenLawException.UnlessSame("files under another order", Files(one), Files(other));
            BrokenLawException.UnlessSame("rows under another order", one.Faces(), other.Faces());
        }
    }

    /// <summary>In one of them a document is in trouble that hands leave alone.</summary>
    public static async Task IsolatedAsync(IReadOnlyList<Hand> hands, Counts counts)
    {
        var (calm, troubled) = (await Life.BornAsync(), await Life.BornAsync());
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
                BrokenLawException.UnlessSame("files beside a page in trouble", Files(calm), Files(troubled).Where(f => !IsApart(f)));
                BrokenLawException.UnlessSame("rows beside a page in trouble", calm.Faces(), troubled.Faces().Where(f => !IsApart(f)));
            }
            else if (hand.Do(calm) == hand.Do(troubled))
            {
                counts.Versions++;
            }
        }
    }

    public static IEnumerable<string> Files(World world) => world.Folder.Files.Select(f => $"{f.Key}\n{f.Value}").Order(StringComparer.Ordinal);

    static bool IsApart(string shown) => shown.StartsWith($"stories/{World.Apart}", StringComparison.Ordinal);
}
