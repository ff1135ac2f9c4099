using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>THE TABLE: what both sides did decides what is done. Held equal to the table in docs/architecture.md by a test.</summary>
public static class Reconciler
{
    /// <summary>The verdict on one document.</summary>
    /// <exception cref="InvalidOperationException">The two deltas do not go together: one says that there is a base, the other that there is none.</exception>
    public static Verdict Decide(FileDelta file, RowDelta row) => (file, row) switch
    {
        (FileDelta.Absent, RowDelta.Absent) => Verdict.Nothing,
        (FileDelta.Absent, RowDelta.Created) => Verdict.WriteFile,

        (FileDelta.Created, RowDelta.Absent) => Verdict.WriteRow,
        (FileDelta.Created, RowDelta.Created) => Verdict.Merge,

        (FileDelta.Unchanged, RowDelta.Unchanged) => Verdict.Nothing,
        (FileDelta.Unchanged, RowDelta.Modified) => Verdict.WriteFile,
        (FileDelta.Unchanged, RowDelta.Deleted) => Verdict.DeleteFile,

        (FileDelta.Modified, RowDelta.Unchanged) => Verdict.WriteRow,
        (FileDelta.Modified, RowDelta.Modified) => Verdict.Merge,
        (FileDelta.Modified, RowDelta.Deleted) => Verdict.ReviveRow,

        (FileDelta.Deleted, RowDelta.Unchanged) => Verdict.DeleteRow,
        (FileDelta.Deleted, RowDelta.Modified) => Verdict.ReviveFile,
        (FileDelta.Deleted, RowDelta.Deleted) => Verdict.Forget,

        (FileDelta.Unknown, RowDelta.Absent) => Verdict.Nothing,
        (FileDelta.Unknown, RowDelta.Created) => Verdict.Wait,
        (FileDelta.Unknown, RowDelta.Unchanged) => Verdict.Nothing,
        (FileDelta.Unknown, RowDelta.Modified) => Verdict.Wait,
        (FileDelta.Unknown, RowDelta.Deleted) => Verdict.KeepFile,

        (FileDelta.Absent or FileDelta.Created, RowDelta.Unchanged or RowDelta.Modified or RowDelta.Deleted)
            or (FileDelta.Unchanged or FileDelta.Modified or FileDelta.Deleted, RowDelta.Absent or RowDelta.Created)
            => throw new InvalidOperationException($"A file that is {file} and a row that is {row} cannot be one document."),

        (not (>= FileDelta.Absent and <= FileDelta.Unknown), _) => throw new ArgumentOutOfRangeException(nameof(file), file, null),
        (_, not (>= RowDelta.Absent and <= RowDelta.Deleted)) => throw new ArgumentOutOfRangeException(nameof(row), row, null),
    };
}
