namespace Pagerow.Engine.Sides;

/// <summary>Whether a person has agreed to many deletions at once.</summary>
public enum DeletionConsent
{
    /// <summary>Nobody has: the guardrail decides.</summary>
    Guarded,

    /// <summary>Somebody has, for this cycle.</summary>
    Allowed,
}
