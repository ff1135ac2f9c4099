using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>
/// What is done about one document: a change to the database, then a write to the file, then another change. Each of the three may be
/// missing. Where the first is stale, or the put is refused, the rest is not done and the document is planned anew.
/// </summary>
/// <param name="Facts">What it was planned on.</param>
/// <param name="Verdict">Why.</param>
/// <param name="Before">Committed before the file is touched.</param>
/// <param name="Put">The write to the file.</param>
/// <param name="After">Committed once the file is written, or at once where none is.</param>
/// <param name="FollowUp">Whether the document wants another look once this is done.</param>
public sealed record Step(Facts Facts, Verdict Verdict, Change? Before = null, FilePut? Put = null, Change? After = null, StepFollowUp FollowUp = StepFollowUp.None);
