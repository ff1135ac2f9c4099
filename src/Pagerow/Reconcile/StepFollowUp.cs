namespace Pagerow.Reconcile;

/// <summary>What a document wants once its step is done.</summary>
public enum StepFollowUp
{
    /// <summary>Nothing: it is settled.</summary>
    None,

    /// <summary>Another look at once: a move whose content follows.</summary>
    LookAgain,

    /// <summary>It stays as it is until the file can be read; its hints are kept.</summary>
    Wait,
}
