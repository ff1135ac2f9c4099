using Pagerow.Pages;

namespace Pagerow.Reconcile;

/// <summary>Where a row wants its file: a path, or why it can have none, or neither where it asks for nothing new.</summary>
public readonly record struct Place(PagePath? Path, string? Refusal)
{
    /// <summary>The row asks for nothing new.</summary>
    public static Place Same { get; }

    /// <summary>A path it can have, if nobody else holds it.</summary>
    public static Place At(PagePath path) => new(path, null);

    /// <summary>It can have none.</summary>
    public static Place Refused(string reason) => new(null, reason);
}
