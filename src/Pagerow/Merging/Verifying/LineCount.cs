using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Pagerow.Merging.Verifying;

/// <summary>The lines of a text that are not blank, without their ends: how often each stands there, and what boxes and labels say.</summary>
sealed partial class LineCount
{
    readonly List<string> _order = [];
    readonly Dictionary<string, (int Count, int Last)> _lines = new(StringComparer.Ordinal);

    /// <summary>Counts the lines of a text.</summary>
    public LineCount(string text)
    {
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var content = text.AsSpan(range).TrimEnd('\r');
            if (content.IsWhiteSpace())
                continue;
            var line = content.ToString();
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, line, out _);
            count = (count.Count + 1, _order.Count);
            _order.Add(line);
            if (count.Count > 1)
                continue;
            if (BoxOf(line) is { } box)
                Boxes.Add(box);
            Labels.UnionWith(Pairs(line));
        }

        Texts = [.. Boxes.Select(b => b.Text)];
    }

    /// <summary>Each line, and how often it stands there.</summary>
    public IEnumerable<KeyValuePair<string, int>> Lines => _lines.Select(l => KeyValuePair.Create(l.Key, l.Value.Count));

    /// <summary>The check boxes.</summary>
    public HashSet<(string State, string Text)> Boxes { get; } = [];

    /// <summary>The texts of the check boxes.</summary>
    public HashSet<string> Texts { get; }

    /// <summary>The labels with their values.</summary>
    public HashSet<(string Label, string Value)> Labels { get; } = [];

    /// <summary>How often a line stands there.</summary>
    public int Of(string line) => _lines.GetValueOrDefault(line).Count;

    /// <summary>The lines before and behind the last one that says this.</summary>
    public (string? Before, string? Behind) Around(string line) => _lines.TryGetValue(line, out var place)
        ? (place.Last > 0 ? _order[place.Last - 1] : null, place.Last + 1 < _order.Count ? _order[place.Last + 1] : null)
        : (null, null);

    /// <summary>The state and the text of a line that is a check box; null for another.</summary>
    public static (string State, string Text)? BoxOf(string line)
    {
        var open = line.IndexOf('[', StringComparison.Ordinal);
        var close = open < 0 ? -1 : line.IndexOf(']', open);
        if (close - open is < 2 or > 9 || !IsBullet(line.AsSpan(0, open).TrimStart(" \t>").TrimEnd(" \t")))
            return null;
        var rest = line.AsSpan(close + 1);
        return rest.IsEmpty || rest[0] is ' ' or '\t' ? (line[(open + 1)..close], rest.Trim(" \t").ToString()) : null;
    }

    static bool IsBullet(ReadOnlySpan<char> mark) =>
        mark is ['-' or '*' or '+'] || (mark is [.. var digits, '.' or ')'] && !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9'));

    /// <summary>The labels of one line, with their values.</summary>
    public static List<(string Label, string Value)> Pairs(string line)
    {
        if (!line.Contains("**", StringComparison.Ordinal))
            return [];
        var labels = Label().Matches(line);
        return [.. labels.Select((m, i) => (m.Groups["label"].Value.Trim().ToUpperInvariant(), line[(m.Index + m.Length)..(i + 1 < labels.Count ? labels[i + 1].Index : line.Length)].Trim(' ', '\t', '|')))];
    }

    [GeneratedRegex(@"\*\*(?<label>[^*:\r\n]{1,60})(\*\*:|:\*\*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}
