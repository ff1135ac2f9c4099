namespace Pagerow.Merging.Lines;

/// <summary>
/// Whether one side is itself a merge of the other with something: then it is the result, though repeated lines may hide that from the
/// comparison with the base. So a merge that was taken over by one side and comes back is never a conflict. It is proven, not guessed: the
/// other side's changes are taken out of the text by a merge run backwards, and the plain merge must put them back exactly.
/// </summary>
static class Absorption
{
    /// <summary>The side that holds the other's changes, or null where none does; of two that hold each other's, the one that changed more of the base.</summary>
    public static string? Of(string @base, string file, string row)
    {
        var isRow = Holds(@base, file, row);
        var isFile = Holds(@base, row, file);
        if (isRow && isFile)
        {
            var sides = new MergeSides(@base, file, row);
            var more = Changes(sides.Row, sides.InRow) - Changes(sides.File, sides.InFile);
            (isRow, isFile) = (more > 0, more < 0);
        }

        return isRow ? row : isFile ? file : null;
    }

    static int Changes(MergeLines side, int[] kept)
    {
        var partners = kept.Count(k => k >= 0);
        return side.Length - partners + kept.Length - partners;
    }

    static bool Holds(string @base, string side, string whole)
    {
        var backwards = ThreeWay.Merge(new MergeSides(side, @base, whole));
        return Gives(backwards.Render(hole => hole.File)) || (backwards.HasHoles && Gives(backwards.Render(hole => hole.Row)));

        bool Gives(string other)
        {
            var merge = ThreeWay.Merge(new MergeSides(@base, side, other));
            return !merge.HasHoles && merge.Render(hole => hole.Base) == whole;
        }
    }
}
