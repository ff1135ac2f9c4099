using System.Collections.Immutable;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Edits;

/// <summary>The page that a row stands for.</summary>
/// <param name="Page">The base page with the row's edits put into it; without one, a page made of the row.</param>
/// <param name="Refused">The edits that could not be put.</param>
/// <param name="Body">The page with the whole body that the client wrote, where finer edits came on top of it and may have taken of it.</param>
readonly record struct RowPage(PageText Page, ImmutableArray<TakenBack> Refused, PageBytes? Body = null)
{
    /// <summary>What the page does not hold of what the client wrote, for the history.</summary>
    public ImmutableArray<PageBytes> Kept => [.. Refused.Select(r => r.Text).Append(Body).OfType<PageBytes>()];
}
