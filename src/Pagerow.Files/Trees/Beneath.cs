namespace Pagerow.Files.Trees;

/// <summary>How paths are held below the root.</summary>
enum Beneath
{
    /// <summary>The kernel does it (<c>openat2</c>, Linux 5.6), else component by component.</summary>
    Best,

    /// <summary>Component by component, each opened without following a link.</summary>
    Stepwise,
}
