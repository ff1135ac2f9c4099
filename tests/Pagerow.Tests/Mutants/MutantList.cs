namespace Pagerow.Tests.Mutants;

/// <summary>The guards that are given up one by one.</summary>
static class MutantList
{
    const string Protocol = "Engine/WriteProtocol.cs";
    const string Absorption = "Engine/Absorption.cs";
    const string Recovery = "Engine/Recovery.cs";
    const string Cycle = "Engine/SyncCycle.cs";
    const string Table = "Reconcile/Reconciler.cs";
    const string Always = "{given} || {text}";
    const string Never = "!{given} && {text}";
    const string Left = "if (!{given}) {text}";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("a witness is never another page", Protocol, "write.Intent!.Action is FileAction.Create or FileAction.Move", Always, "a save into a write"),
        new("no intent is noted", Protocol, "[write.Intent!]", "{given} ? [] : {text}", "new row"),
        new("a file is written though its row moved on", Protocol, "outcomes[i] is not ChangeOutcome.Stale", Always, "a row edit before a merge"),
        new("a commit that came too late changes no base", Protocol, "late.Count > 0", Never, "a row edits the same place again into a write"),
        new("a base that came too late takes the newest row for shown", Protocol, "agree with { Base = agree.Base with { Shown = write.Intent!.Shown } }", "({given} ? agree : {text})", "a row edits the same place again into a write"),
        new("a put that failed was not done", Protocol, "isTaken || (witness is not FileState.Absent && (witness as FileState.Present)?.Page.Hash != write.Intent.Target)", "!{given} && ({text})", "a save into a write"),
        new("a page that failed to be made was not made", Protocol, "outcome is PutOutcome.Failed && write.Intent.Action is FileAction.Create", Never, "new row"),
        new("what is committed is not on the disk yet", Protocol, "await folder.FlushAsync([.. writes.Where(w => w.Outcome is null).Select(w => w.Intent!)], cancellation);", Left, "row edit of a field"),
        new("a page that came out is not merged", Absorption, "!await TryMergeAsync(intent, collection, displaced, Stands.Target, Settled, cancellation)", Always, "a save into a write"),
        new("another's page is taken for a version of this one", Absorption, "await IsAnothersAsync(intent, collection, displaced, cancellation)", Never, "a page is renamed over one that is written"),
        new("another's page that could not be put beside is merged", Absorption, "throw new IOException($\"Another document's page was renamed over '{intent.Path}' while it was being written, and could not be put beside it: {failed.Reason.Message}; it is kept and tried again.\");", "{ if ({given}) return false; {text} }", "a page is renamed over one that is written"),
        new("a page saved into its deletion stays away", Absorption, "await folder.PutAsync(intent with { Action = FileAction.Create, Expected = null, Target = displaced.Page.Hash }, cancellation)", "{given} ? new PutOutcome.Refused(null!) : {text}", "a save into a deletion"),
        new("a page that could not be brought back stays away", Absorption, "throw new IOException($\"'{intent.Path}' was saved while it was being deleted, and could not be brought back: {failed.Reason.Message}; it is kept and tried again.\");", Left, "a save into a deletion"),
        new("what a merge changed in a row is not marked", Absorption, "IsMarked: true", "IsMarked: !{given}", "an editor writes into a page that was put away"),
        new("recovery is skipped", Recovery, "await database.IntentsAsync(cancellation)", "{given} ? ImmutableArray<FileIntent>.Empty : {text}", "new row"),
        new("recovery takes a create for done", Recovery, "witness is FileState.Absent ? await PutAsync", Always, "row edit over file delete"),
        new("recovery takes a create for not done", Recovery, "witness is FileState.Absent ? await PutAsync", Never, "new row"),
        new("recovery takes a replacement for done", Recovery, "witness is FileState.Present present && present.Page.Hash == intent.Expected && intent.Expected != intent.Target", Always, "row edit of a field"),
        new("recovery takes a replacement for not done", Recovery, "witness is FileState.Present present && present.Page.Hash == intent.Expected && intent.Expected != intent.Target", Never, "a row edits the same place again into a write"),
        new("recovery takes any page for an expected one", Recovery, "other.Page.Hash != intent.Target && other.Page.Hash != intent.Expected", "{text} && !{given}", "a save into a write"),
        new("recovery takes a deletion for done", Recovery, "var isGone = witness is FileState.Present;", "var isGone = {given} || witness is FileState.Present;", "row delete"),
        new("recovery settles before it flushes", Recovery, "!intents.IsEmpty", Never, "row edit of a field"),
        new("stray stages are left", Recovery, "await folder.SweepStagesAsync(open, cancellation);", Left, "row edit of a field"),
        new("an absence is believed at once", "Engine/Absences.cs", "        return false;", "        return {given};", "a save that unlinks first"),
        new("a mass is deleted unasked", "Reconcile/Guardrails.cs", "!isMass || deletions.Count == 0", Always),
        new("a kept page is not read again", Cycle, "request.Mode is CycleMode.Apply && files.Hold is null", Never, "an editor writes into a page that was put away"),
        new("what is not settled is remembered", Cycle, "tally.UnsettledWith(survey.Deferred)", "{given} ? new HashSet<PagePath>() : {text}", "file edit"),
        new("a page that was renamed over is forgotten", "Engine/Survey.cs", "Loose.Add(new(Base: new BaseWrite.Agree(displaced)));", Left, "rename over"),
        new("a deletion beats a page's edit", Table, "(FileDelta.Modified, RowDelta.Deleted) => Verdict.ReviveRow", "(FileDelta.Modified, RowDelta.Deleted) => {given} ? Verdict.DeleteFile : Verdict.ReviveRow", "file edit over row delete"),
        new("a deletion beats a row's edit", Table, "(FileDelta.Deleted, RowDelta.Modified) => Verdict.ReviveFile", "(FileDelta.Deleted, RowDelta.Modified) => {given} ? Verdict.DeleteRow : Verdict.ReviveFile", "row edit over file delete"),
        new("a page beats its row's edit elsewhere in it", Table, "(FileDelta.Modified, RowDelta.Modified) => Verdict.Merge", "(FileDelta.Modified, RowDelta.Modified) => {given} ? Verdict.WriteRow : Verdict.Merge", "both edit different places"),
    ];
}
