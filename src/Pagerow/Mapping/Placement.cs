using Pagerow.Pages;

namespace Pagerow.Mapping;

/// <summary>Where a row's page is to stand.</summary>
public abstract record Placement
{
    Placement() { }

    /// <summary>At this path, which the collection's pattern matches.</summary>
    public sealed record At(PagePath Path) : Placement;

    /// <summary>Nowhere, and why, as a sentence for a person.</summary>
    public sealed record Nowhere(string Reason) : Placement;
}
