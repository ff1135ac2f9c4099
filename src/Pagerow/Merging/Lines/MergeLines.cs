namespace Pagerow.Merging.Lines;

/// <summary>A text split behind each LF, with a number for each line that is equal where lines are.</summary>
sealed class MergeLines
{
    readonly string _text;
    readonly int[] _starts;

    /// <summary>Splits a text; <paramref name="numbers"/> is shared by the texts that are compared.</summary>
    public MergeLines(string text, Dictionary<string, int> numbers)
    {
        _text = text;
        var starts = new List<int>();
        for (var at = 0; at < text.Length; at = text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length)
            starts.Add(at);
        starts.Add(text.Length);
        _starts = [.. starts];
        Numbers = new int[_starts.Length - 1];
        for (var i = 0; i < Numbers.Length; i++)
        {
            var line = Text(i, i + 1);
            if (!numbers.TryGetValue(line, out Numbers[i]))
                numbers[line] = Numbers[i] = numbers.Count;
        }
    }

    /// <summary>The lines as numbers.</summary>
    public int[] Numbers { get; }

    /// <summary>How many lines there are.</summary>
    public int Length => Numbers.Length;

    /// <summary>The text of the lines from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public string Text(int start, int end) => _text[_starts[start].._starts[end]];
}
