using System.Globalization;

namespace Pagerow.Benchmarks;

/// <summary>What a benchmark is asked for.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Pages">How many pages it works on.</param>
/// <param name="Rounds">How often the rivals take turns; null for the benchmark's own number.</param>
/// <param name="Seconds">How long <c>idle</c> watches.</param>
/// <param name="Edits">How many edits <c>latency</c> measures each way, and <c>memory</c> makes; null for the benchmark's own number.</param>
/// <param name="Folder">Where the temporary folder is made.</param>
sealed record Options(string Name, int Pages, int? Rounds, int Seconds, int? Edits, string Folder)
{
    /// <summary>The options of a command line, or null where it is none.</summary>
    public static Options? Read(string[] args)
    {
        if (args.Length < 2 || args.Length % 2 != 0 || Number(args[1]) is not { } pages)
            return null;
        var options = new Options(args[0], pages, null, 600, null, Path.GetTempPath());
        foreach (var pair in args.Skip(2).Chunk(2))
        {
            if (With(options, pair[0], pair[1]) is not { } next)
                return null;
            options = next;
        }

        return options;
    }

    static Options? With(Options options, string name, string value) => (name, Number(value)) switch
    {
        ("--rounds", { } rounds) => options with { Rounds = rounds },
        ("--seconds", { } seconds) => options with { Seconds = seconds },
        ("--edits", { } edits) => options with { Edits = edits },
        ("--folder", _) => options with { Folder = value },
        _ => null,
    };

    static int? Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
