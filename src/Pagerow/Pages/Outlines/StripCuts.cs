namespace Pagerow.Pages.Outlines;

/// <summary>Where a body may be cut into strips.</summary>
enum StripCuts
{
    /// <summary>Before headings only: every section stands in one strip.</summary>
    Headings,

    /// <summary>Before headings and before check boxes.</summary>
    HeadingsAndBoxes,
}
