namespace Pagerow.Pages.Fields;

/// <summary>What became of an edit of a page's frontmatter.</summary>
public abstract record FrontmatterEdit
{
    FrontmatterEdit() { }

    /// <summary>The page says so already.</summary>
    public sealed record Same : FrontmatterEdit;

    /// <summary>The page with the field changed: the body and every other value are as before; a new key may come with a new block.</summary>
    public sealed record Changed(PageText Page) : FrontmatterEdit;

    /// <summary>The page cannot express it, or is not understood well enough to be written; the reason is a sentence for a person.</summary>
    public sealed record Refused(string Reason) : FrontmatterEdit;
}
