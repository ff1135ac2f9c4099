namespace Pagerow.Reconcile;

/// <summary>How alike two texts are.</summary>
static class Likeness
{
    /// <summary>The share of lines that both have, as often as both have them: 1 for the same lines in any order, 0 for none in common.</summary>
    public static double Of(string one, string other)
    {
        var (lines, others) = (one.Split('\n'), other.Split('\n'));
        var counts = lines.CountBy(l => l, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var shared = 0;
        foreach (var line in others)
        {
            if (counts.TryGetValue(line, out var count) && count > 0)
            {
                counts[line] = count - 1;
                shared++;
            }
        }

        return 2.0 * shared / (lines.Length + others.Length);
    }
}
