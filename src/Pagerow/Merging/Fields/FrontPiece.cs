namespace Pagerow.Merging.Fields;

/// <summary>One top key of a frontmatter.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Gap">The blank lines and comments above it.</param>
/// <param name="Text">Its own lines, up to its value's last.</param>
sealed record FrontPiece(string Key, string Gap, string Text);
