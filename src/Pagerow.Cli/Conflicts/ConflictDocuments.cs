using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Pagerow.Files;
using Pagerow.Sql;
using Pagerow.Sql.Answers;

namespace Pagerow.Cli.Conflicts;

/// <summary>
/// The documents of the open conflicts, below <c>.pagerow/conflicts/</c>: one a conflict, gone with it. What a person wrote into one is never written over;
/// where its conflict is gone, it is kept among the displaced pages. Other files there are nobody's of ours.
/// </summary>
/// <param name="root">The root.</param>
/// <param name="time">The time.</param>
sealed partial class ConflictDocuments(RootFolder root, TimeProvider time)
{
    const string Folder = "conflicts";

    readonly StateFolder _state = new(root);

    /// <summary>Makes the documents those of these conflicts.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Follow(ImmutableArray<Conflict> conflicts)
    {
        var open = conflicts.ToDictionary(c => PathOf(c.Number), StringComparer.Ordinal);
        foreach (var (_, path) in Documents().Where(d => !open.ContainsKey(d.Path)))
            Retire(path);
        foreach (var (path, conflict) in open)
            Write(path, ConflictDocument.Of(conflict));
    }

    /// <summary>Hands the answers that people saved to the database; whether there were any.</summary>
    public async ValueTask<bool> AnswerAsync(SqlDatabase database, CancellationToken cancellation)
    {
        var waiting = database.Reports.Conflicts().Where(c => c.Resolution is null).Select(c => c.Number).ToHashSet();
        var isAnswered = false;
        foreach (var (number, (word, text), document) in Chosen().Where(c => waiting.Contains(c.Number)))
        {
            await database.ResolveAsync([number], word, text, cancellation);
            // A document that was saved again meanwhile says something that was not handed over.
            if (_state.Read(PathOf(number)) == document)
                _state.Write(PathOf(number), ConflictDocument.HandedOver(document));
            isAnswered = true;
        }

        return isAnswered;
    }

    /// <summary>The answers that people saved, by the conflict's number, each with the document that was read.</summary>
    public IReadOnlyList<(long Number, (string Word, string? Text) Answer, string Document)> Chosen() =>
    [
        .. from file in Documents()
           let document = _state.Read(file.Path)
           where document is not null && ConflictDocument.IsEdited(document)
           let answer = ConflictDocument.Read(document)
           where answer is not null
           select (file.Number, answer.Value, document),
    ];

    IEnumerable<(long Number, string Path)> Documents() =>
        from name in _state.Names(Folder)
        where DocumentName().IsMatch(name)
        let number = long.Parse(name[..^".md".Length], NumberStyles.None, CultureInfo.InvariantCulture)
        select (number, $"{Folder}/{name}");

    void Retire(string path)
    {
        if (_state.Read(path) is not { } document)
            return;
        if (ConflictDocument.IsEdited(document))
            _state.Displace(path, time);
        else
            _state.Remove(path);
    }

    void Write(string path, string document)
    {
        if (_state.Read(path) is not { } there || (there != document && !ConflictDocument.IsEdited(there)))
            _state.Write(path, document);
    }

    static string PathOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{number}.md");

    [GeneratedRegex(@"^[1-9][0-9]{0,17}\.md\z", RegexOptions.NonBacktracking)]
    private static partial Regex DocumentName();
}
