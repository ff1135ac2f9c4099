using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Pagerow.Cli.Output;

/// <summary>The lines that differ between two texts, for a person.</summary>
static class LineDiff
{
    /// <summary>Removed lines with <c>-</c>, added ones with <c>+</c>, in order; line ends show where only they differ.</summary>
    public static IEnumerable<string> Of(string before, string after) =>
        new InlineDiffBuilder(new Differ()).BuildDiffModel(before, after, ignoreWhitespace: false).Lines
            .Where(l => l.Type is ChangeType.Deleted or ChangeType.Inserted)
            .Select(l => $"    {(l.Type is ChangeType.Deleted ? '-' : '+')}{l.Text}");
}
