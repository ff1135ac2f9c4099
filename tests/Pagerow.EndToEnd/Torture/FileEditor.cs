using System.Text;

namespace Pagerow.EndToEnd.Torture;

/// <summary>
/// Edits pages as editors and scripts do: saves atomically, in place, as vim does, renames, deletes and makes anew. It reads before each
/// save, and tells the ledger where its own haste dropped or misplaced something.
/// </summary>
public sealed class FileEditor(TestRoot root, IReadOnlyList<string> keys, Ledger ledger, Random random)
{
    int _names;

    /// <summary>How often each way was taken.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    /// <summary>Where the page with a key stands; null for a moment in which it is being moved.</summary>
    public static string? Find(string folder, string key) =>
        Directory.EnumerateFiles(folder, $"{key}*.md", SearchOption.AllDirectories).FirstOrDefault(f => !f.Contains("/.pagerow/", StringComparison.Ordinal));

    /// <summary>Edits until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Edit(keys[random.Next(keys.Count)]);
            await Task.Delay(random.Next(5, 60), CancellationToken.None);
        }
    }

    void Edit(string key)
    {
        if (Find(root.Folder, key) is not { } path)
            return;
        // The last document is the one that rows rename; whoever saves under a name of before would make a second one.
        var way = key == keys[^1] ? random.Next(2) : random.Next(6);
        switch (way)
        {
            case 0 or 1: SaveInPlace(key, path, emptied: way == 0); break;
            case 2: SaveAtomically(key, path); break;
            case 3: SaveBehindABackup(key, path); break;
            case 4: DeleteAndMakeAnew(key, path); break;
            default: Rename(key, path); break;
        }
    }

    void SaveInPlace(string key, string path, bool emptied)
    {
        using var page = OpenPage.TryOpen(path);
        if (page is null || Begin(key, page.Read()) is not var (written, text))
            return;
        page.Write(text, emptied);
        if (!page.IsInPlace)
            ledger.Excuse("written in place into a file that was just displaced", w => w == written);
        Done(written, emptied ? "in place, emptied first" : "in place");
    }

    void SaveAtomically(string key, string path)
    {
        using var page = OpenPage.TryOpen(path);
        if (page is null)
            return;
        var read = page.Read();
        if (Begin(key, read) is not var (written, text))
            return;
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{key}.tmp");
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
        if (!page.IsReplaced)
            ledger.Excuse("dropped by an editor that saved over a version it had not read", w => w.Document == key && !read.Contains(w.Token, StringComparison.Ordinal) && w != written);
        Done(written, "atomically");
    }

    void SaveBehindABackup(string key, string path) => MakeAnew(key, path, path + "~", "behind a backup", TimeSpan.Zero);

    void DeleteAndMakeAnew(string key, string path) =>
        MakeAnew(key, path, Path.Combine(root.Above, "deleted"), "deleted and made anew", TimeSpan.FromMilliseconds(random.Next(0, 30)));

    void MakeAnew(string key, string path, string away, string way, TimeSpan gone)
    {
        if (!MoveAway(path, away))
            return;
        var read = File.ReadAllText(away);
        var begun = Begin(key, read);
        Thread.Sleep(gone);
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            file.Write(Encoding.UTF8.GetBytes(begun?.Text ?? read));
        File.Delete(away);
        if (begun is var (written, _))
            Done(written, way);
    }

    void Rename(string key, string path)
    {
        var folder = root.At(random.Next(2) == 0 ? "left" : "right");
        if (MoveAway(path, Path.Combine(folder, $"{key}-{++_names}.md")))
            Counts["renamed"] = Counts.GetValueOrDefault("renamed") + 1;
    }

    static bool MoveAway(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    (Written Written, string Text)? Begin(string key, string read)
    {
        Assert.True(TokenPage.IsWhole(read, key), $"the page of {key} was found half written:\n{read}");
        var written = ledger.Begin('f', key, (Place)random.Next(5));
        var text = TokenPage.With(read, written.Place, written.Token, random.Next(TokenPage.Columns));
        return text == read ? null : (written, text);
    }

    void Done(Written written, string way)
    {
        ledger.Done(written);
        Counts[way] = Counts.GetValueOrDefault(way) + 1;
    }
}
