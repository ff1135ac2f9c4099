using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine;

/// <summary>A document that may differ, on its way to being decided on.</summary>
/// <param name="Path">Where its file stands, or stood; null for a new row that names no place.</param>
/// <param name="Base">Its base, at this path or, after a move, at another.</param>
/// <param name="File">What stands at the path; null where it is to be read when it is decided on.</param>
/// <param name="Row">The row, where a look at the rows has brought it.</param>
/// <param name="Feed">The feed's mark.</param>
/// <param name="Size">How many bytes the file had when it was looked at, as far as that is known.</param>
sealed record Candidate(PagePath? Path, Base? Base, FileState? File, Row? Row = null, FeedEntry? Feed = null, long Size = 0);
