namespace Pagerow.Reconcile.Changes;

/// <summary>What an event tells.</summary>
public enum EventKind
{
    /// <summary>A document came to be.</summary>
    Created,

    /// <summary>Its page changed.</summary>
    Changed,

    /// <summary>It moved to another path.</summary>
    Moved,

    /// <summary>It went away; the last version is kept.</summary>
    Deleted,

    /// <summary>It came back, because an edit beats a delete.</summary>
    Revived,

    /// <summary>Both sides had changed, and both changes stand.</summary>
    Merged,

    /// <summary>Both sides had changed the same place; the version before the event's <c>After</c> lost and is kept.</summary>
    Overruled,

    /// <summary>Both sides changed the same place, and it stands open until somebody says what shall stand there.</summary>
    Conflict,

    /// <summary>Somebody said what shall stand in a place that was open.</summary>
    Resolved,

    /// <summary>An edit of a row could not be put into the page and was taken back.</summary>
    Refused,

    /// <summary>A page appeared between a look and a write, was kept and merged.</summary>
    Absorbed,

    /// <summary>A save brought back exactly what stood there before Pagerow's last write, as an editor does that had the page open.</summary>
    PossibleStaleSave,

    /// <summary>A page cannot be read or not fully.</summary>
    Problem,
}
