namespace Pagerow.Merging.Conflicts;

/// <summary>What both sides changed.</summary>
public enum ConflictKind
{
    /// <summary>A field of the frontmatter or a labelled line.</summary>
    Field,

    /// <summary>A check box.</summary>
    Task,

    /// <summary>A percentage.</summary>
    Progress,

    /// <summary>The text under a heading.</summary>
    Section,

    /// <summary>Headings, and the order of sections and boxes.</summary>
    Structure,

    /// <summary>Text outside sections.</summary>
    Body,

    /// <summary>The file's place.</summary>
    Path,
}
