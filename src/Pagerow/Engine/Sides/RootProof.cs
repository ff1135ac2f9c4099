namespace Pagerow.Engine.Sides;

/// <summary>Whether the folder is the root that the database belongs to.</summary>
public enum RootProof
{
    /// <summary>The folder is there and its marker names this root.</summary>
    Proven,

    /// <summary>The folder is not there, or cannot be listed.</summary>
    Missing,

    /// <summary>The folder is there without its marker: an emptied, replaced or not mounted place.</summary>
    Unmarked,

    /// <summary>The marker names another root.</summary>
    Foreign,
}
