namespace Pagerow.Cli.Output;

/// <summary>For whom an answer is written.</summary>
public enum OutputFormat
{
    /// <summary>For a person.</summary>
    Text,

    /// <summary>For a program: one document, or one object a line.</summary>
    Json,
}
