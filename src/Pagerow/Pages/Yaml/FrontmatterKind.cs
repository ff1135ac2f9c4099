namespace Pagerow.Pages.Yaml;

/// <summary>What stands at the top of a page.</summary>
public enum FrontmatterKind
{
    /// <summary>No frontmatter: all of the page is body.</summary>
    None,

    /// <summary>A YAML block between <c>---</c> lines, perhaps empty.</summary>
    Yaml,

    /// <summary>Something like frontmatter that is none to Pagerow (TOML, JSON, another marker, not on the first line): body, and reported.</summary>
    NotYaml,

    /// <summary>A YAML block that is never closed: the whole page waits for a person.</summary>
    Unclosed,
}
