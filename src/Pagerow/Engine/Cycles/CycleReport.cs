using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile;

namespace Pagerow.Engine.Cycles;

/// <summary>What a cycle did.</summary>
/// <param name="Documents">Documents in step or waiting, after it.</param>
/// <param name="FilesWritten">Files made or changed.</param>
/// <param name="RowsWritten">Rows made or changed by what files say.</param>
/// <param name="FilesDeleted">Files moved to the trash.</param>
/// <param name="RowsDeleted">Rows deleted.</param>
/// <param name="Moved">Documents that have another path than before.</param>
/// <param name="Overruled">Documents in which one side's edit lost and is kept in the history.</param>
/// <param name="Waiting">Documents whose row edits wait for a file that cannot be read.</param>
/// <param name="Problems">What was not understood in the documents that were written, and paths that could not be looked at.</param>
/// <param name="LeftOut">Files with a page's extension that belong to no collection, and why; the first hundred.</param>
/// <param name="Halt">Why the cycle, or its deletions, stopped; null where it did not.</param>
/// <param name="Hold">Why writing waits; null where it does not.</param>
/// <param name="Deferred">Paths whose absence wants a second look after <c>Absences.Patience</c>.</param>
/// <param name="Unsettled">Documents that moved while they were written, or could not be: another cycle goes on with them.</param>
/// <param name="OpenHoles">Places that both sides changed and nobody decided, in all documents, after it.</param>
/// <param name="IsTouched">Whether another client wrote to the database since everything in it was last looked at.</param>
/// <param name="UntilLate">How long until kept pages are to be read again; null where none are.</param>
/// <param name="Steps">With <see cref="CycleMode.Preview"/>: what would be done, in order of path.</param>
public sealed record CycleReport(
    int Documents = 0,
    int FilesWritten = 0,
    int RowsWritten = 0,
    int FilesDeleted = 0,
    int RowsDeleted = 0,
    int Moved = 0,
    int Overruled = 0,
    int Waiting = 0,
    ImmutableArray<KeyValuePair<string, Problem>> Problems = default,
    ImmutableArray<KeyValuePair<PagePath, string>> LeftOut = default,
    Halt? Halt = null,
    Hold? Hold = null,
    ImmutableArray<PagePath> Deferred = default,
    int Unsettled = 0,
    int OpenHoles = 0,
    bool IsTouched = false,
    TimeSpan? UntilLate = null,
    ImmutableArray<Step> Steps = default)
{
    /// <summary>What was not understood in the documents that were written, and paths that could not be looked at.</summary>
    public ImmutableArray<KeyValuePair<string, Problem>> Problems { get; init; } = Problems.IsDefault ? [] : Problems;

    /// <summary>Files with a page's extension that belong to no collection, and why; the first hundred.</summary>
    public ImmutableArray<KeyValuePair<PagePath, string>> LeftOut { get; init; } = LeftOut.IsDefault ? [] : LeftOut;

    /// <summary>Paths whose absence wants a second look after <c>Absences.Patience</c>.</summary>
    public ImmutableArray<PagePath> Deferred { get; init; } = Deferred.IsDefault ? [] : Deferred;

    /// <summary>With <see cref="CycleMode.Preview"/>: what would be done, in order of path.</summary>
    public ImmutableArray<Step> Steps { get; init; } = Steps.IsDefault ? [] : Steps;

    /// <summary>What a person should know about the folder and what holds nothing, such as a lock that Git left lying.</summary>
    public ImmutableArray<Problem> Notes { get; init; } = [];

    /// <summary>Whether anything was written on either side.</summary>
    public bool IsQuiet => FilesWritten + RowsWritten + FilesDeleted + RowsDeleted + Moved == 0;
}
