namespace Pagerow.Simulation;

/// <summary>What a search went through, so that a search that does nothing is seen to.</summary>
sealed class Counts
{
    public long Hands { get; set; }

    public long Passes { get; set; }

    public long Crashes { get; set; }

    public long Races { get; set; }

    public long Versions { get; set; }

    public void Add(Counts other)
    {
        Hands += other.Hands;
        Passes += other.Passes;
        Crashes += other.Crashes;
        Races += other.Races;
        Versions += other.Versions;
    }

    public override string ToString() => $"{Hands} hands, {Passes} syncs, {Crashes} crashes, {Races} races, {Versions} versions";
}
