using System.Collections.Immutable;
using System.Globalization;
using Pagerow.Files;
using Pagerow.Sql;
using Pagerow.Sql.Answers;

namespace Pagerow.Cli.Conflicts;

/// <summary>The documents of the open conflicts, below <c>.pagerow/conflicts/</c>: one a conflict, gone with it. What a person wrote into one is never written over.</summary>
/// <param name="root">The root.</param>
sealed class ConflictDocuments(RootFolder root)
{
    string Folder => Path.Combine(root.Path, RootFolder.State, "conflicts");

    /// <summary>Makes the documents those of these conflicts.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Follow(ImmutableArray<Conflict> conflicts)
    {
        var open = conflicts.ToDictionary(c => NameOf(c.Number), StringComparer.Ordinal);
        foreach (var file in Files().Where(f => !open.ContainsKey(Path.GetFileName(f))))
            File.Delete(file);
        if (open.Count > 0)
            Directory.CreateDirectory(Folder);
        foreach (var (name, conflict) in open)
            Write(Path.Combine(Folder, name), ConflictDocument.Of(conflict));
    }

    /// <summary>Hands the answers that people saved to the database; whether there were any.</summary>
    public async ValueTask<bool> AnswerAsync(SqlDatabase database, CancellationToken cancellation)
    {
        var waiting = database.Reports.Conflicts().Where(c => c.Resolution is null).ToDictionary(c => NameOf(c.Number), c => c.Number, StringComparer.Ordinal);
        var isAnswered = false;
        foreach (var (number, (word, text)) in Chosen().Where(c => waiting.ContainsValue(c.Number)))
        {
            await database.ResolveAsync([number], word, text, cancellation);
            var file = Path.Combine(Folder, NameOf(number));
            Put(file, ConflictDocument.HandedOver(await File.ReadAllTextAsync(file, cancellation)));
            isAnswered = true;
        }

        return isAnswered;
    }

    /// <summary>The answers that people saved, by the conflict's number.</summary>
    public IReadOnlyList<(long Number, (string Word, string? Text) Answer)> Chosen() =>
    [
        .. from file in Files()
           let number = long.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1
           let text = File.ReadAllText(file)
           where number > 0 && ConflictDocument.IsEdited(text)
           let answer = ConflictDocument.Read(text)
           where answer is not null
           select (number, answer.Value),
    ];

    IEnumerable<string> Files() => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*.md") : [];

    static void Write(string file, string document)
    {
        if (File.Exists(file) && File.ReadAllText(file) is var there && (there == document || ConflictDocument.IsEdited(there)))
            return;
        Put(file, document);
    }

    static void Put(string file, string document)
    {
        var draft = $"{file}~";
        File.WriteAllText(draft, document);
        File.Move(draft, file, overwrite: true);
    }

    static string NameOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{number}.md");
}
