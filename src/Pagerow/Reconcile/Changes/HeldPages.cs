using Pagerow.Pages;

namespace Pagerow.Reconcile.Changes;

/// <summary>What stands beside a page with open holes once it is in the file.</summary>
/// <param name="Base">The page with what was agreed on in each hole.</param>
/// <param name="Row">The page with the row's text in each hole.</param>
public sealed record HeldPages(PageHash Base, PageHash Row);
