namespace Pagerow.Merging.Lines;

/// <summary>A run of lines of a merge.</summary>
public abstract record MergeChunk
{
    MergeChunk() { }

    /// <summary>Lines on which the merge is settled.</summary>
    public sealed record Agreed(string Text) : MergeChunk;

    /// <summary>Lines that both sides changed, each in its own way.</summary>
    public sealed record Hole(string Base, string File, string Row) : MergeChunk;
}
