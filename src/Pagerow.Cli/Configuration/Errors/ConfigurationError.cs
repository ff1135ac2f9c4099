namespace Pagerow.Cli.Configuration.Errors;

/// <summary>Something in a configuration that cannot be obeyed.</summary>
/// <param name="File">The file's name as the person gave it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in characters.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ConfigurationError(string File, int Line, int Column, string Message)
{
    /// <summary>As compilers say it: <c>pagerow.yaml:12:5: unknown key 'file'; did you mean 'files'?</c></summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
