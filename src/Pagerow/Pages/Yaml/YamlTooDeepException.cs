namespace Pagerow.Pages.Yaml;

/// <summary>The page nests deeper than is read.</summary>
sealed class YamlTooDeepException(int offset) : Exception("the frontmatter nests too deeply")
{
    /// <summary>Where the nesting goes too far, in the page.</summary>
    public int Offset { get; } = offset;
}
