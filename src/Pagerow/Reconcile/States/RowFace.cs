using Pagerow.Mapping;
using Pagerow.Pages;

namespace Pagerow.Reconcile.States;

/// <summary>Everything that a row shows after a write.</summary>
/// <param name="Path">Its path; null where no file could be given to it.</param>
/// <param name="Record">Its columns and child rows; its problems are what <c>problem</c> and <c>pagerow_problems</c> show.</param>
/// <param name="FileModifiedAt">The file's time, where a file was read.</param>
public sealed record RowFace(PagePath? Path, Record Record, DateTimeOffset? FileModifiedAt);
