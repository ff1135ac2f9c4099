namespace Pagerow.Reconcile.Changes;

/// <summary>What a write does to a path.</summary>
public enum FileAction
{
    /// <summary>Puts a page where none stands; never over one.</summary>
    Create,

    /// <summary>Exchanges the page that stands there for another.</summary>
    Replace,

    /// <summary>Moves the page away, into the stage, and from there to the trash.</summary>
    Delete,

    /// <summary>Renames a file without clobbering; its content is not touched.</summary>
    Move,
}
