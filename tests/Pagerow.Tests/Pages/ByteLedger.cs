using System.Globalization;
using System.Text;

namespace Pagerow.Tests.Pages;

/// <summary>What a test that sets every part of many pages, and sets it back, has covered: its counts, failures and refusals.</summary>
sealed class ByteLedger
{
    readonly Dictionary<string, (int Count, string Example)> _refused = new(StringComparer.Ordinal);
    readonly Dictionary<string, (int Count, string Example)> _unlike = new(StringComparer.Ordinal);
    readonly List<string> _failures = [];

    /// <summary>Pages looked at.</summary>
    public int Files { get; set; }

    /// <summary>Parts of pages that were set.</summary>
    public int Fields { get; set; }

    /// <summary>Edits that changed a page.</summary>
    public int Sets { get; set; }

    /// <summary>Edits that found the value there already.</summary>
    public int Same { get; set; }

    /// <summary>Set back with the base page at hand: the bytes were the same.</summary>
    public int Restored { get; set; }

    /// <summary>Set back with only the page at hand: the bytes were the same.</summary>
    public int RestoredBlind { get; set; }

    /// <summary>What went wrong; must be empty.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>How many edits were refused.</summary>
    public int Refusals => _refused.Values.Sum(r => r.Count);

    public void Fail(string what) => _failures.Add(what);

    public void Refuse(string reason, string example) => Count(_refused, reason, example);

    /// <summary>A value that came back, but in other bytes.</summary>
    public void Unlike(string why, string example) => Count(_unlike, why, example);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Files} files, {Fields} fields, {Sets} sets, {Same} already so, {Refusals} refused, {Failures.Count} failures");
        text.AppendLine(CultureInfo.InvariantCulture, $"set back with the base: {Share(Restored)} byte for byte; without it: {Share(RestoredBlind)}");
        foreach (var (why, (count, example)) in _unlike.OrderByDescending(u => u.Value.Count))
            text.AppendLine(CultureInfo.InvariantCulture, $"  not byte for byte, {why}: {count}, e.g. {example}");
        foreach (var (reason, (count, example)) in _refused.OrderByDescending(r => r.Value.Count))
            text.AppendLine(CultureInfo.InvariantCulture, $"  refused {count}: {reason}, e.g. {example}");
        foreach (var failure in _failures.Take(25))
            text.AppendLine(CultureInfo.InvariantCulture, $"  FAILED {failure}");
        return text.ToString();
    }

    string Share(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} of {Sets} ({100.0 * count / Math.Max(1, Sets):F2} %)");

    static void Count(Dictionary<string, (int Count, string Example)> counts, string what, string example) =>
        counts[what] = counts.TryGetValue(what, out var old) ? (old.Count + 1, old.Example) : (1, example);
}
