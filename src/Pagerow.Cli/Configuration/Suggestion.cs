namespace Pagerow.Cli.Configuration;

/// <summary>What a person may have meant by a word that is not known.</summary>
static class Suggestion
{
    /// <summary>As the end of a message: <c>did you mean 'files'?</c>, or all words where none is near.</summary>
    public static string For(string word, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
            return "there is none";
        var nearest = known.MinBy(k => Distance(word.ToUpperInvariant(), k.ToUpperInvariant()))!;
        var isNear = Distance(word.ToUpperInvariant(), nearest.ToUpperInvariant()) <= Math.Max(1, Math.Min(word.Length, nearest.Length) / 3);
        return isNear ? $"did you mean '{nearest}'?" : $"it takes {string.Join(", ", known)}";
    }

    /// <summary>How many letters have to be put in, taken out, exchanged or swapped with their neighbour (optimal string alignment).</summary>
    static int Distance(string a, string b)
    {
        a = a.Length > 64 ? a[..64] : a;
        var before = new int[b.Length + 1];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[b.Length];
    }
}
