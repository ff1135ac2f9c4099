namespace Pagerow.Tests.Protocol;

/// <summary>How a state comes about, step by step, and how often its harm does.</summary>
sealed record ModelTrace(IReadOnlyList<ModelStep> Steps, ModelState End)
{
    public long Times { get; set; } = 1;

    public override string ToString() => $"{Steps.Count} steps, {Times:N0} states: {string.Join(" · ", Steps)} => {End}";
}
