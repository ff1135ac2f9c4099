namespace Pagerow.EndToEnd;

/// <summary>What a commit did to one page.</summary>
/// <param name="Kind">A, M, R or D.</param>
/// <param name="Path">Where the page then stands, or stood.</param>
/// <param name="From">Where it stood before a rename.</param>
/// <param name="Blob">Its version.</param>
/// <param name="IsSame">Whether a rename left the bytes as they were.</param>
public sealed record HistoryOperation(string Kind, string Path, string? From, string? Blob, bool IsSame);
