using Pagerow.Pages;

namespace Pagerow.Reconcile.States;

/// <summary>
/// The pages that stand on both sides while holes are open in them; the agreed page has in each hole what was agreed on there. Apart from
/// the holes the three are one page.
/// </summary>
/// <param name="File">The file's page.</param>
/// <param name="Row">The page that the row shows.</param>
public sealed record OpenPages(PageHash File, PageHash Row);
