using Pagerow.Reconcile.States;

namespace Pagerow.Sql.Answers;

/// <summary>An open hole, as people read it.</summary>
/// <param name="Number">Its number in <c>pagerow_conflicts</c>.</param>
/// <param name="Document">Whose.</param>
/// <param name="Path">Where the file stands.</param>
/// <param name="Kind">What both sides changed, a word.</param>
/// <param name="Place">The place, to stand in a sentence.</param>
/// <param name="Base">What was agreed on there; null for nothing.</param>
/// <param name="File">What the file has there; null for nothing.</param>
/// <param name="Row">What the row has there; null for nothing.</param>
/// <param name="OpenedAt">Since when, in UTC.</param>
/// <param name="Resolution">What a client wants to stand there, not done yet.</param>
public sealed record Conflict(
    long Number, DocumentId Document, string? Path, string Kind, string Place, string? Base, string? File, string? Row, DateTimeOffset? OpenedAt, string? Resolution);
