namespace Pagerow.Pages.Parts;

/// <summary>Where and how a new check box is written.</summary>
/// <param name="At">A line's start, or the text's end.</param>
/// <param name="Indent">What precedes the bullet.</param>
/// <param name="Bullet">The bullet or number.</param>
/// <param name="Gap">What stands between it and the box.</param>
/// <param name="LineEnd">How the line ends.</param>
/// <param name="Parent">The box that it must turn out to be nested in.</param>
sealed record BoxPlace(int At, string Indent, string Bullet, string Gap, string LineEnd, int? Parent)
{
    /// <summary>A blank line before it, or nothing.</summary>
    public string Above { get; init; } = "";

    /// <summary>A blank line behind it, or nothing.</summary>
    public string Below { get; init; } = "";
}
