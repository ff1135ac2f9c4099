namespace Pagerow.Files.Trees;

/// <summary>Why the file system refused.</summary>
enum Fault
{
    /// <summary>Nothing stands there.</summary>
    Gone,

    /// <summary>Something stands there already.</summary>
    Taken,

    /// <summary>A part of the path is a symbolic link, or leads out of the root.</summary>
    Link,

    /// <summary>A part of the path that has to be a folder is none, or the other way round.</summary>
    WrongKind,

    /// <summary>No permission, or an immutable file.</summary>
    Denied,

    /// <summary>The file system is mounted read-only.</summary>
    ReadOnly,

    /// <summary>No space or quota left.</summary>
    Full,

    /// <summary>Source and target are on different devices.</summary>
    OtherDevice,

    /// <summary>The file system cannot do this.</summary>
    Unsupported,

    /// <summary>The name cannot be one here.</summary>
    BadName,

    /// <summary>It changed while it was looked at.</summary>
    Unstable,

    /// <summary>More bytes than allowed.</summary>
    TooLarge,

    /// <summary>Only a placeholder is here; the content is in the cloud.</summary>
    Evicted,

    /// <summary>Anything else: an I/O error, no handles left, no memory.</summary>
    Other,
}
