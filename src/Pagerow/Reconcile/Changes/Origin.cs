namespace Pagerow.Reconcile.Changes;

/// <summary>Which side something came from.</summary>
public enum Origin
{
    /// <summary>A file was written by somebody.</summary>
    Files,

    /// <summary>A row was written by a client.</summary>
    Rows,

    /// <summary>Pagerow itself, by configuration, repair or request.</summary>
    Engine,
}
