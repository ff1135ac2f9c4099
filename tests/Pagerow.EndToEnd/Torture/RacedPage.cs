namespace Pagerow.EndToEnd.Torture;

/// <summary>
/// One page that two editors save without pause, one by renaming over it and one in place, in turns between themselves. Each version has a
/// token of its own; which versions a later save of theirs replaced, as they saw it, is known, and all others must be found somewhere.
/// </summary>
public sealed class RacedPage(string path, Random random)
{
    readonly Lock _turn = new();
    readonly List<string> _displaced = [], _late = [];
    string? _last;
    int _number;

    /// <summary>How many versions were written to their end.</summary>
    public int Versions => _number;

    /// <summary>The versions that were neither the page nor part of it when an editor looked next, so that Pagerow had displaced them.</summary>
    public IReadOnlyList<string> Displaced => _displaced;

    /// <summary>The versions that were written in place into a file that had been displaced by then.</summary>
    public IReadOnlyList<string> Late => _late;

    /// <summary>The version that was written last.</summary>
    public string Last => _last ?? "";

    /// <summary>The page without a version.</summary>
    public static string Plain { get; } = "---\nid: race\nsays: nobody\nrow: 0\n---\n\n# Race\n\nText that never changes.\n";

    /// <summary>Saves until it is told to stop.</summary>
    public async Task RunAsync(bool inPlace, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            lock (_turn)
                Save(inPlace);
            await Task.Delay(random.Next(0, 8), CancellationToken.None);
        }
    }

    void Save(bool inPlace)
    {
        using var page = OpenPage.TryOpen(path);
        Assert.True(page is not null, "there was a moment in which no page stood at its path");
        var read = page.Read();
        Assert.True(read.StartsWith("---\nid: race\n", StringComparison.Ordinal) && read.EndsWith("never changes.\n", StringComparison.Ordinal), $"the page was found half written:\n{read}");
        var token = $"v{++_number:D7}";
        var text = string.Join('\n', read.Split('\n').Select(l => l.StartsWith("says: ", StringComparison.Ordinal) ? $"says: {token}" : l));
        if (_last is not null && !read.Contains(_last, StringComparison.Ordinal))
            _displaced.Add(_last);
        if (inPlace)
            WriteInto(page, text, token);
        else
            MoveOver(page, text, read);
        _last = token;
    }

    void WriteInto(OpenPage page, string text, string token)
    {
        page.Write(text, emptied: random.Next(2) == 0);
        if (!page.IsInPlace)
            _late.Add(token);
    }

    // Should Pagerow have written since the page was read, then what was read is displaced and not replaced.
    void MoveOver(OpenPage page, string text, string read)
    {
        File.WriteAllText(path + ".tmp", text);
        File.Move(path + ".tmp", path, overwrite: true);
        if (!page.IsReplaced && _last is not null && read.Contains(_last, StringComparison.Ordinal))
            _displaced.Add(_last);
    }
}
