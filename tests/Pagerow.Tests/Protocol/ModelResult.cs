namespace Pagerow.Tests.Protocol;

/// <summary>What an exploration found: how much there is, and the first, and so shortest, way to each harm.</summary>
sealed record ModelResult(ModelVariant Variant, ModelBudget Budget, long States, long Transitions, bool IsComplete, TimeSpan Took, IReadOnlyDictionary<Harm, ModelTrace> Harms)
{
    public Harm All => Harms.Keys.Aggregate(Harm.None, (all, harm) => all | harm);

    public string Figures => FormattableString.Invariant(
        $"{Variant}: {States:N0} states, {Transitions:N0} transitions{(IsComplete ? "" : ", cut off")}, {Took.TotalSeconds:0.0} s; {Budget}; harm: {All}");
}
