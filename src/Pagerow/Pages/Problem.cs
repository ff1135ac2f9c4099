using System.Globalization;

namespace Pagerow.Pages;

/// <summary>Something in a page that was not understood, or cannot be done to it. Never an exception: broken input is normal.</summary>
/// <param name="Code">A stable kebab-case name, such as <c>bad-yaml</c> or <c>not-utf8</c>.</param>
/// <param name="Message">What is wrong and what to do, as one sentence without the place.</param>
/// <param name="Line">The line in the file, from 1; null where no line can be named.</param>
/// <param name="Column">The column in that line, from 1, in characters.</param>
public sealed record Problem(string Code, string Message, int? Line = null, int? Column = null)
{
    /// <summary>The code of what changed while it was looked at, and is looked at again.</summary>
    public const string Unstable = "unstable";

    /// <summary>The code of what a client wrote to a row and the file does not say yet.</summary>
    public const string Waits = "waits";

    /// <summary>The code of what is wrong with Pagerow itself.</summary>
    public const string Defect = "defect";

    /// <summary>The place and the sentence, as in <c>7:3: the quote is never closed</c>.</summary>
    public override string ToString() => (Line, Column) switch
    {
        ({ } line, { } column) => string.Create(CultureInfo.InvariantCulture, $"{line}:{column}: {Message}"),
        ({ } line, null) => string.Create(CultureInfo.InvariantCulture, $"{line}: {Message}"),
        _ => Message,
    };
}
