namespace Pagerow.Simulation;

/// <summary>A life in which a law does not hold.</summary>
/// <param name="Law">Which.</param>
/// <param name="Number">The seed, or the number of the order.</param>
/// <param name="Why">What went wrong.</param>
/// <param name="Hands">The shortest list of hands that was found.</param>
sealed record LawFailure(string Law, long Number, string Why, IReadOnlyList<Hand> Hands)
{
    public override string ToString() => $"{Law}: number {Number}: {Why}\n\nhands:\n{string.Join('\n', Hands)}";
}
