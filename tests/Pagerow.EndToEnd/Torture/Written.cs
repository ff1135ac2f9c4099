namespace Pagerow.EndToEnd.Torture;

/// <summary>One edit that a side made.</summary>
/// <param name="Token">The word that it put and no other edit puts; its first letter tells the side.</param>
/// <param name="Document">The key of the document.</param>
/// <param name="Place">Where the token stands.</param>
public sealed record Written(string Token, string Document, Place Place)
{
    /// <summary>Whether the edit was carried out, as its author saw it.</summary>
    public bool IsDone { get; set; }

    /// <summary>Why the token need not stand on both sides: the test's own editor dropped it, unseen, or wrote it into a displaced file. Kept it must be.</summary>
    public string? Excuse { get; set; }
}
