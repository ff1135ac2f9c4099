namespace Pagerow.Reconcile.States;

/// <summary>What the file side did to a document since the base.</summary>
public enum FileDelta
{
    /// <summary>No base, and no file.</summary>
    Absent,

    /// <summary>No base, and a file.</summary>
    Created,

    /// <summary>The page of the base, at its path.</summary>
    Unchanged,

    /// <summary>Another page, or another path, or both.</summary>
    Modified,

    /// <summary>A base, and proof that no file is there.</summary>
    Deleted,

    /// <summary>It cannot be said: unreadable, unstable, not a page that can be understood, absence not proven.</summary>
    Unknown,
}
