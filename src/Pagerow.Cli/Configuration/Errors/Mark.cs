namespace Pagerow.Cli.Configuration.Errors;

/// <summary>A place in a configuration: line and column from 1, in characters.</summary>
readonly record struct Mark(int Line, int Column)
{
    /// <summary>The place some characters further on the same line.</summary>
    public Mark Plus(int characters) => this with { Column = Column + characters };
}
