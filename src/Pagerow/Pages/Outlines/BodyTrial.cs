namespace Pagerow.Pages.Outlines;

/// <summary>An edit of a body that was made to see what becomes of it.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="After">The body with it.</param>
sealed record BodyTrial(Edit Edit, Body After)
{
    /// <summary>Whether it was refused for what it would do elsewhere in the body.</summary>
    public bool IsOfOthers { get; init; }
}
