using System.Collections.Immutable;
using Pagerow.Merging.Conflicts;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Simulation;

/// <summary>Something that somebody does to a world in step, and what must come of it whatever goes wrong meanwhile.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Edit">Does it.</param>
sealed record Scenario(string Name, Action<World> Edit)
{
    /// <summary>Done before, in step, without faults.</summary>
    public Action<World>? Before { get; init; }

    /// <summary>Who wins.</summary>
    public ConflictPolicy Policy { get; init; }

    /// <summary>Whether nothing is there before.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Texts that both sides show in the end.</summary>
    public ImmutableArray<string> OnBoth { get; init; } = [];

    /// <summary>Texts that a file shows in the end.</summary>
    public ImmutableArray<string> InFiles { get; init; } = [];

    /// <summary>Texts that a row shows in the end.</summary>
    public ImmutableArray<string> InRows { get; init; } = [];

    /// <summary>Whether calls are made to fail in it; else it is only lived.</summary>
    public bool IsSwept { get; init; } = true;

    /// <summary>Texts that neither side shows in the end.</summary>
    public ImmutableArray<string> Nowhere { get; init; } = [];

    /// <summary>Whether it ends differently when it is interrupted, so that only its texts are looked at then.</summary>
    public bool HasManyEnds { get; init; }

    /// <summary>How many documents there are in the end.</summary>
    public int Documents { get; init; } = 3;

    /// <summary>Whether every row keeps its number.</summary>
    public bool KeepsRows { get; init; } = true;

    /// <summary>Whether one side loses to the other somewhere, or it stays open.</summary>
    public bool IsConflict { get; init; }

    public override string ToString() => Name;

    /// <summary>The world before the edit, in step.</summary>
    public async Task<World> BornAsync(Faults faults)
    {
        var world = IsEmpty ? new World(faults) : await Life.BornAsync(faults);
        world.Conflicts = ConflictSettings.Default with { Root = ConflictPolicies.None with { Default = Policy } };
        world.Restart();
        if (Before is null)
            return world;
        Before(world);
        await world.AllowAsync();
        world.AssertInStep();
        return world;
    }

    /// <summary>What did not come of it as it must.</summary>
    /// <param name="world">At rest.</param>
    /// <param name="rows">The rows before the edit.</param>
    /// <param name="isWhole">Whether nothing interrupted it.</param>
    public IEnumerable<string> Wrong(World world, IReadOnlyCollection<DocumentId> rows, bool isWhole)
    {
        foreach (var text in OnBoth.Where(t => !world.InFiles(t) || !world.InRows(t)))
            yield return $"'{text}' does not stand on both sides";
        foreach (var text in InFiles.Where(t => !world.InFiles(t)))
            yield return $"'{text}' stands in no file";
        foreach (var text in InRows.Where(t => !world.InRows(t)))
            yield return $"'{text}' stands in no row";
        foreach (var text in Nowhere.Where(world.Shows))
            yield return $"'{text}' still stands";
        if (world.Database.Bases.Count != Documents && (isWhole || !HasManyEnds))
            yield return $"{world.Database.Bases.Count} documents instead of {Documents}";
        if (KeepsRows && rows.Except(world.Database.Rows.Select(r => r.Document)).ToList() is { Count: > 0 } gone)
            yield return $"{string.Join(", ", gone)} is another row now";
        if (!IsConflict && Clashes(world) > 0)
            yield return "a conflict where there is none";
    }

    /// <summary>What is neither shown nor kept in the end, whatever anybody knew meanwhile.</summary>
    public IEnumerable<string> Lost(World world) =>
        from text in OnBoth.Concat(InFiles).Concat(InRows)
        where !world.Shows(text) && !world.IsKept(text)
        select $"'{text}' is lost";

    /// <summary>How often one side lost to the other or a place was left open.</summary>
    public static int Clashes(World world) => world.Database.Events.Count(e => e.Kind is EventKind.Overruled or EventKind.Conflict);
}
