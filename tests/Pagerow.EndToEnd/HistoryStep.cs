namespace Pagerow.EndToEnd;

/// <summary>One commit's operations.</summary>
public sealed record HistoryStep(int Number, IReadOnlyList<HistoryOperation> Operations);
