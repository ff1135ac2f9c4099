namespace Pagerow.EndToEnd.Torture;

/// <summary>Where in a document an edit puts its token; each token has a place of its own, so that edits of both sides can be merged.</summary>
public enum Place
{
    /// <summary>A configured column that was empty.</summary>
    Column,

    /// <summary>A check box of its own.</summary>
    Box,

    /// <summary>A section of its own.</summary>
    Section,

    /// <summary>A frontmatter key of its own that no column reads.</summary>
    Key,

    /// <summary>An entry of a list.</summary>
    Entry,
}
