using Pagerow.Pages;

namespace Pagerow.Merging.Lines;

/// <summary>Three texts as lines, and which lines of the base each side kept.</summary>
sealed class MergeSides
{
    /// <summary>Splits and compares the texts.</summary>
    public MergeSides(string @base, string file, string row)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        Base = new(@base, numbers);
        File = new(file, numbers);
        Row = new(row, numbers);
        InFile = LineDiff.Match(Base.Numbers, File.Numbers);
        InRow = LineDiff.Match(Base.Numbers, Row.Numbers);
    }

    /// <summary>What both sides began from.</summary>
    public MergeLines Base { get; }

    /// <summary>The one side.</summary>
    public MergeLines File { get; }

    /// <summary>The other side.</summary>
    public MergeLines Row { get; }

    /// <summary>For each line of the base its place in the file, or -1.</summary>
    public int[] InFile { get; }

    /// <summary>For each line of the base its place in the row, or -1.</summary>
    public int[] InRow { get; }
}
