namespace Pagerow.Engine.Sides;

/// <summary>Another process asks the one that holds the root for a full pass, and waits for its result.</summary>
/// <param name="Id">The call's number in the database.</param>
/// <param name="Deletions">Whether its caller has agreed to many deletions.</param>
/// <param name="Argument">What was asked, as it was written; any client may have.</param>
public sealed record Call(long Id, DeletionConsent Deletions, string Argument = "");
