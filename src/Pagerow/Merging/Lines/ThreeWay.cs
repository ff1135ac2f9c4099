using System.Collections.Immutable;
using System.Text;

namespace Pagerow.Merging.Lines;

/// <summary>
/// The three-way merge over lines: what S. Khanna, K. Kunal and B. Pierce describe in "A Formal Investigation of Diff3" (2007). Lines end at
/// LF, which belongs to the line; a line without an end is another line than one with it. A line that both sides kept parts two changes;
/// between such lines, what only one side changed, or both alike, is settled, and all else is a hole. The sides' order matters only for
/// the names in a hole.
/// </summary>
public static class ThreeWay
{
    /// <summary>Merges what <paramref name="file"/> and <paramref name="row"/> each changed in <paramref name="base"/>.</summary>
    public static LineMerge Merge(string @base, string file, string row)
    {
        ArgumentNullException.ThrowIfNull(@base);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(row);
        if (file == row || @base == row)
            return Settled(file);
        if (@base == file)
            return Settled(row);
        return Absorption.Of(@base, file, row) is { } whole ? Settled(whole) : Merge(new MergeSides(@base, file, row));
    }

    /// <summary>The plain merge, without a look whether one side already holds the other's changes.</summary>
    internal static LineMerge Merge(MergeSides sides)
    {
        var chunks = ImmutableArray.CreateBuilder<MergeChunk>();
        var agreed = new StringBuilder();
        var (b, f, r) = (0, 0, 0);
        while (b < sides.Base.Length || f < sides.File.Length || r < sides.Row.Length)
        {
            var stable = b;
            while (stable < sides.Base.Length && (sides.InFile[stable] < 0 || sides.InRow[stable] < 0))
                stable++;
            var (fileEnd, rowEnd) = stable < sides.Base.Length ? (sides.InFile[stable], sides.InRow[stable]) : (sides.File.Length, sides.Row.Length);
            var (ours, theirs, old) = (sides.File.Text(f, fileEnd), sides.Row.Text(r, rowEnd), sides.Base.Text(b, stable));
            if (old == theirs || ours == theirs)
            {
                agreed.Append(ours);
            }
            else if (old == ours)
            {
                agreed.Append(theirs);
            }
            else
            {
                Settle(chunks, agreed);
                chunks.Add(new MergeChunk.Hole(old, ours, theirs));
            }

            if (stable < sides.Base.Length)
                agreed.Append(sides.Base.Text(stable, stable + 1));
            (b, f, r) = (stable + 1, fileEnd + 1, rowEnd + 1);
        }

        Settle(chunks, agreed);
        return new(chunks.ToImmutable());
    }

    static void Settle(ImmutableArray<MergeChunk>.Builder chunks, StringBuilder agreed)
    {
        if (agreed.Length > 0)
            chunks.Add(new MergeChunk.Agreed(agreed.ToString()));
        agreed.Clear();
    }

    static LineMerge Settled(string text) => new(text.Length > 0 ? [new MergeChunk.Agreed(text)] : []);
}
