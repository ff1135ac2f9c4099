using System.Collections.Immutable;
using Pagerow.Pages;

namespace Pagerow.Engine.Sides;

/// <summary>How much of a folder a look takes in.</summary>
public abstract record FolderScope
{
    FolderScope() { }

    /// <summary>Every folder, entries compared with their stamps.</summary>
    public sealed record Everything : FolderScope;

    /// <summary>Every folder, no stamp believed: every page is a suspect.</summary>
    public sealed record Deep : FolderScope;

    /// <summary>Only these folders and what is below them (<c>""</c> is the root), and only these paths.</summary>
    public sealed record Only(ImmutableArray<string> Folders, ImmutableArray<PagePath> Paths) : FolderScope;
}
