namespace Pagerow.Pages.Outlines;

/// <summary>What became of an edit of a page's body.</summary>
public abstract record BodyEdit
{
    BodyEdit() { }

    /// <summary>The page says this already; nothing has to be written.</summary>
    public sealed record Same : BodyEdit;

    /// <summary>The page with the edit, and nothing else, made. Its frontmatter, and so the body's start, is untouched.</summary>
    public sealed record Changed(PageText Page) : BodyEdit
    {
        /// <summary>How it was tried; null where the page was not outlined for it.</summary>
        internal BodyTrial? Trial { get; init; }
    }

    /// <summary>The page cannot express the edit, and why, as a sentence for a person.</summary>
    public sealed record Refused(string Reason) : BodyEdit
    {
        /// <summary>How it was tried; null where it was refused untried.</summary>
        internal BodyTrial? Trial { get; init; }
    }
}
