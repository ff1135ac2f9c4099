using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine.Sides;

/// <summary>A page that was taken out of its file and that somebody wrote afterwards, as an editor does that still had the file open.</summary>
/// <param name="Kept">Where it is kept, in the folder's own words.</param>
/// <param name="Path">Where it stood.</param>
/// <param name="Before">The version that was taken out.</param>
/// <param name="Page">The version that stands there now.</param>
public sealed record LateSave(string Kept, PagePath Path, PageHash Before, PageBytes Page);
