namespace Pagerow.Mapping.Patterns;

/// <summary>Why a text is no pattern, and where.</summary>
/// <param name="Message">What is wrong and what to do, without the place.</param>
/// <param name="Column">The column in the pattern, from 1, in characters.</param>
public sealed record PatternError(string Message, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Column}: {Message}");
}
