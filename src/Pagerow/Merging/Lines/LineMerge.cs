using System.Collections.Immutable;

namespace Pagerow.Merging.Lines;

/// <summary>A three-way merge of texts: settled lines and holes, in order, never two chunks of one kind in a row.</summary>
public sealed record LineMerge(ImmutableArray<MergeChunk> Chunks)
{
    /// <summary>Whether anything is left to decide.</summary>
    public bool HasHoles => Chunks.Any(c => c is MergeChunk.Hole);

    /// <summary>The merged text with each hole filled by <paramref name="fill"/>.</summary>
    public string Render(Func<MergeChunk.Hole, string> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return string.Concat(Chunks.Select(c => c switch
        {
            MergeChunk.Agreed agreed => agreed.Text,
            MergeChunk.Hole hole => fill(hole),
            _ => throw new InvalidOperationException("A merge chunk of a kind that does not exist."),
        }));
    }
}
