namespace Pagerow.Merging.Conflicts;

/// <summary>What a field is to a merge.</summary>
public enum FieldNature
{
    /// <summary>A value like any other: where both sides changed it differently, it is a hole.</summary>
    Plain,

    /// <summary>A percentage: where both sides say the same number it is no hole, however they spell it.</summary>
    Percent,

    /// <summary>Computed from other things and soon computed anew: where both sides changed it, the file's value stands, and nobody is asked.</summary>
    Derived,

    /// <summary>A time or number that only grows, such as the last change: where both sides changed it, the greater stands, and nobody is asked.</summary>
    Latest,
}
