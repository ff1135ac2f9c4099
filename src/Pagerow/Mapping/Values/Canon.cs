namespace Pagerow.Mapping.Values;

/// <summary>What a column's type makes of a value that came from anywhere.</summary>
public abstract record Canon
{
    Canon() { }

    /// <summary>The value in its canonical form: the canon of it is itself.</summary>
    public sealed record Taken(Value Value) : Canon;

    /// <summary>The type cannot hold it, and why, as the end of a sentence: <c>is "urgent", the column takes low, high</c>.</summary>
    public sealed record Refused(string Reason) : Canon;
}
