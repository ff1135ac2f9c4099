namespace Pagerow.Simulation;

/// <summary>What came out of a search.</summary>
/// <param name="Lives">How many lists of hands were lived.</param>
/// <param name="Counts">What happened in them.</param>
/// <param name="Failure">Where the law does not hold; null where it held in all of them.</param>
/// <param name="Took">How long it took.</param>
sealed record LawResult(long Lives, Counts Counts, LawFailure? Failure, TimeSpan Took)
{
    public override string ToString() => $"{Lives} lives, {Counts}, {Took.TotalSeconds:0.0} s";
}
