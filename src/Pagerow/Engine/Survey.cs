using Pagerow.Engine.Sides;
using Pagerow.Mapping;
using Pagerow.Pages;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;

namespace Pagerow.Engine;

/// <summary>
/// Finds out which documents the looks at both sides are about: pairs suspects with bases, recognises moves, joins new rows with new
/// files at the same path, and keeps back absences that want a second look.
/// </summary>
/// <param name="folder">The files.</param>
/// <param name="database">The rows and the ledger.</param>
/// <param name="layout">The collections.</param>
/// <param name="absences">What is missing since when.</param>
sealed class Survey(IFolder folder, IDatabase database, Layout layout, Absences absences)
{
    const int MostBytesKept = 32 << 20;

    readonly Dictionary<PagePath, Candidate> _byPath = [];
    readonly List<Candidate> _placeless = [];
    readonly Dictionary<DocumentId, Candidate> _displaced = [];
    readonly Dictionary<PagePath, Candidate> _waiting = [];
    readonly Dictionary<DocumentId, Base> _others = [];
    readonly List<Departure> _departures = [];
    readonly List<Arrival> _arrivals = [];
    long _kept;

    /// <summary>Paths whose absence, or emptiness, is not believed yet.</summary>
    public HashSet<PagePath> Deferred { get; } = [];

    /// <summary>How many documents' files are missing, but not long enough to be believed.</summary>
    public int Missing { get; private set; }

    /// <summary>
    /// What wants no decision and is committed before anything else: bases that follow a row whose key a client updated, and marks of rows
    /// that came and went between two looks.
    /// </summary>
    public List<Change> Loose { get; } = [];

    /// <summary>The documents, in order of path; those without one last.</summary>
    /// <param name="scope">What of the folder was looked at.</param>
    /// <param name="files">What was found there.</param>
    /// <param name="rows">What was found in the rows.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask<IReadOnlyList<Candidate>> RunAsync(FolderScope scope, FolderLook files, RowLook rows, CancellationToken cancellation)
    {
        var count = await database.CountAsync(cancellation);
        if (files is { Suspects.IsEmpty: true, Vanished.IsEmpty: true } && rows is { Rows.IsEmpty: true, Gone.IsEmpty: true } && absences.Paths.Count == 0
            && !MayMiss(scope, files, count))
        {
            return [];
        }

        var bases = count == 0 ? [] : await BasesAtAsync([.. files.Suspects.Select(s => s.Path), .. files.Vanished], cancellation);
        foreach (var displaced in _others.Values.OrderBy(b => b.Document.Doc).ToList())
            await DisplaceAsync(displaced, cancellation);
        if (count == 0)
        {
            foreach (var suspect in files.Suspects)
                _byPath[suspect.Path] = new(suspect.Path, null, null, Size: suspect.Size);
        }
        else
        {
            foreach (var suspect in files.Suspects)
                await MeetAsync(suspect.Path, bases.GetValueOrDefault(suspect.Path), cancellation);
        }

        foreach (var path in files.Vanished)
        {
            if (bases.TryGetValue(path, out var gone))
                await LeaveAsync(gone, cancellation);
        }

        var expected = count - files.Vanished.Count(bases.ContainsKey) + files.Suspects.Count(s => !bases.ContainsKey(s.Path));
        if (MayMiss(scope, files, expected))
            await MissAsync(cancellation);
        await RememberAsync(cancellation);
        Recognise();
        await JoinRowsAsync(rows, cancellation);
        return [.. _byPath.Values.OrderBy(c => c.Path!.Value), .. _displaced.Values.OrderBy(c => c.Path!.Value), .. _waiting.Values.OrderBy(c => c.Path!.Value), .. _placeless];
    }

    /// <summary>What stands at a path whose absence, or emptiness, is not believed yet: nobody can say.</summary>
    public static FileState.Unknown Unsettled(PagePath path) =>
        new(new(Problem.Unstable, $"'{path}' is missing or empty since a moment; it is looked at again"));

    /// <summary>Whether what a late look at a path found may be acted upon; else the path is kept back for a second look.</summary>
    public bool Believes(PagePath path, Base agreed, FileState state)
    {
        if ((state is not FileState.Absent && !IsEmpty(state, agreed)) || absences.Believe(path))
            return true;
        Deferred.Add(path);
        return false;
    }

    static bool MayMiss(FolderScope scope, FolderLook files, int expected) =>
        scope is not FolderScope.Only && files.Unknown.IsEmpty && files.FilesSeen != expected;

    // A crash may leave a base of whose file the folder remembers nothing, or the other way round: to the folder that is no news. The
    // numbers tell, and then every name is compared.
    async ValueTask MissAsync(CancellationToken cancellation)
    {
        var all = await folder.LookAsync(new FolderScope.Deep(), cancellation);
        if (all is not { Root: RootProof.Proven, Hold: null, Unknown.IsEmpty: true })
            return;
        var strangers = all.Suspects.Select(s => s.Path).ToHashSet();
        await foreach (var agreed in database.AllBasesAsync(cancellation))
        {
            if (agreed.IsDisplaced)
                await DisplaceAsync(agreed, cancellation);
            else if (!strangers.Remove(agreed.Path) && !_byPath.ContainsKey(agreed.Path) && await folder.ReadAsync(agreed.Path, cancellation) is FileState.Absent)
                await LeaveAsync(agreed, cancellation);
        }

        foreach (var path in strangers.Where(p => !_byPath.ContainsKey(p)).Order())
            await MeetAsync(path, null, cancellation);
    }

    // What was missing in an earlier look is looked at again, whatever this look took in: a rename may be told half by half, and what a
    // crash made the folder forget it does not tell twice.
    async ValueTask RememberAsync(CancellationToken cancellation)
    {
        var missing = absences.Paths.Where(p => !_byPath.ContainsKey(p) && !Deferred.Contains(p)).Order().ToList();
        var bases = await BasesAtAsync(missing, cancellation);
        foreach (var path in missing)
        {
            if (bases.TryGetValue(path, out var agreed) && await folder.ReadAsync(path, cancellation) is FileState.Absent)
                await LeaveAsync(agreed, cancellation);
            else
                absences.Forget(path);
        }
    }

    // Reads a suspect and keeps it where it is not what was agreed on.
    async ValueTask MeetAsync(PagePath path, Base? agreed, CancellationToken cancellation)
    {
        var state = await folder.ReadAsync(path, cancellation);
        if (state is FileState.Absent)
        {
            if (agreed is not null)
                await LeaveAsync(agreed, cancellation);
            return;
        }

        var isAgreed = state is FileState.Present { Page: var page } && agreed?.FilePage == page.Hash && agreed is { Trouble: null };
        if (isAgreed || !IsEmpty(state, agreed))
            absences.Forget(path);
        else if (!absences.Believe(path))
            Deferred.Add(path);
        if (isAgreed || Deferred.Contains(path))
            return;

        _byPath[path] = new(path, agreed, Keep(state), Size: state is FileState.Present { Page.Bytes.Length: var size } ? size : 0);
        if (state is FileState.Present present)
            await ArriveAsync(path, present, agreed, cancellation);
    }

    async ValueTask ArriveAsync(PagePath path, FileState.Present present, Base? agreed, CancellationToken cancellation)
    {
        var key = KeyOf(path, present.Page, out var text);
        if (agreed is null)
        {
            _arrivals.Add(new(path, present.Page.Hash, present.FileId, key, text));
            return;
        }

        // A page of another key at the same path may be another document that was renamed over it.
        if (key is null || await DepartureOfAsync(agreed, cancellation) is not { Key: { } old } departure || old == key)
            return;
        _departures.Add(departure);
        _arrivals.Add(new(path, present.Page.Hash, present.FileId, key, null));
    }

    async ValueTask LeaveAsync(Base agreed, CancellationToken cancellation)
    {
        _byPath[agreed.Path] = new(agreed.Path, agreed, new FileState.Absent());
        _departures.Add(await DepartureOfAsync(agreed, cancellation));
    }

    // Its own file is gone, whatever stands at its path; where its page turns up again, it has moved.
    async ValueTask DisplaceAsync(Base agreed, CancellationToken cancellation)
    {
        if (_displaced.TryAdd(agreed.Document, new(agreed.Path, agreed, new FileState.Absent())))
            _departures.Add(await DepartureOfAsync(agreed, cancellation));
    }

    void Recognise()
    {
        var moves = _arrivals.Count == 0 ? [] : Moves.Match(_departures, _arrivals).ToList();
        var left = new HashSet<PagePath>(moves.Where(m => m.Value.Path != m.Key && !m.Value.IsDisplaced).Select(m => m.Value.Path));
        var taken = _byPath.ToDictionary(c => c.Key, c => c.Value);
        foreach (var path in left)
        {
            absences.Forget(path);
            if (taken[path].File is FileState.Absent)
            {
                // Should the move not come about now, a look at the new path alone must know it again.
                absences.Believe(path);
                _byPath.Remove(path);
            }
            else if (_byPath[path].Base?.Path == path)
            {
                _byPath[path] = taken[path] with { Base = null };
            }
        }

        var movers = moves.Select(m => m.Value.Document).ToHashSet();
        foreach (var (path, moved) in moves)
        {
            _byPath[path] = taken[path] with { Base = moved };
            _displaced.Remove(moved.Document);
            if (taken[path].Base is not { } stood || movers.Contains(stood.Document))
                continue;
            // A page that was renamed over another one: what stood there is gone. Its base says so before the mover's names the same path.
            var displaced = stood with { IsDisplaced = true };
            _displaced[stood.Document] = new(path, displaced, new FileState.Absent());
            Loose.Add(new(Base: new BaseWrite.Agree(displaced)));
        }

        foreach (var candidate in _byPath.Values.Where(c => c.File is FileState.Absent).ToList())
        {
            if (absences.Believe(candidate.Path!.Value))
                continue;
            Deferred.Add(candidate.Path.Value);
            Missing++;
            _byPath.Remove(candidate.Path.Value);
        }
    }

    async ValueTask JoinRowsAsync(RowLook rows, CancellationToken cancellation)
    {
        var feed = rows.Feed.ToDictionary(f => f.Document);
        var documents = rows.Rows.Select(r => r.Document).Concat(rows.Gone).ToList();
        if (documents.Count == 0)
            return;
        var bases = (await database.BasesOfAsync(documents, cancellation)).ToDictionary(b => b.Document);
        var pathOf = _byPath.Where(c => c.Value.Base is not null).ToDictionary(c => c.Value.Base!.Document, c => c.Key);
        var gone = rows.Gone.Where(d => bases.TryGetValue(d, out var b) && !b.IsDisplaced).ToDictionary(d => bases[d].Path, d => bases[d]);
        foreach (var row in rows.Rows.OrderBy(r => r.Document.Collection, StringComparer.Ordinal).ThenBy(r => r.Document.Doc))
        {
            FeedEntry? mark = feed.TryGetValue(row.Document, out var entry) ? entry : null;
            if (bases.TryGetValue(row.Document, out var agreed))
                Join(agreed, pathOf, c => c with { Row = row, Feed = mark });
            else
                await JoinNewAsync(row, mark, gone, cancellation);
        }

        foreach (var document in rows.Gone)
        {
            FeedEntry? mark = feed.TryGetValue(document, out var entry) ? entry : null;
            if (bases.TryGetValue(document, out var agreed) && (agreed.IsDisplaced || gone.ContainsKey(agreed.Path)))
                Join(agreed, pathOf, c => c with { Row = null, Feed = mark });
            else if (mark is { } stray)
                Loose.Add(new(Drained: [stray]));
        }
    }

    void Join(Base agreed, Dictionary<DocumentId, PagePath> pathOf, Func<Candidate, Candidate> with)
    {
        if (Deferred.Contains(agreed.Path))
        {
            // The row was looked at: what a client wrote there is kept, whatever comes of the file.
            if (with(new(agreed.Path, agreed, Unsettled(agreed.Path))) is { Row: not null } waiting)
                _waiting[agreed.Path] = waiting;
            return;
        }

        var isMoved = pathOf.TryGetValue(agreed.Document, out var path);
        if (_displaced.TryGetValue(agreed.Document, out var displaced) || (agreed.IsDisplaced && !isMoved))
        {
            _displaced[agreed.Document] = with(displaced ?? new(agreed.Path, agreed, new FileState.Absent()));
            return;
        }

        path = isMoved ? path : agreed.Path;
        _byPath[path] = with(_byPath.GetValueOrDefault(path) ?? new(path, agreed, null));
    }

    async ValueTask JoinNewAsync(Row row, FeedEntry? mark, Dictionary<PagePath, Base> gone, CancellationToken cancellation)
    {
        // A row whose key was updated is gone and new in one statement: the same document under another number.
        if (row.Path is { } text && PagePath.TryParse(text, out var path, out _) && layout.Of(path)?.Name == row.Document.Collection)
        {
            if (gone.Remove(path, out var renumbered) && renumbered.Document.Collection == row.Document.Collection)
            {
                Renumber(renumbered, row, mark);
                return;
            }

            if (_byPath.TryGetValue(path, out var file) && file is { Base: null, Row: null })
            {
                _byPath[path] = file with { Row = row, Feed = mark };
                return;
            }

            if ((await database.BasesAtAsync([path], cancellation)).IsEmpty
                && await folder.ReadAsync(path, cancellation) is FileState.Present present)
            {
                _byPath[path] = new(path, null, present, row, mark);
                return;
            }
        }

        _placeless.Add(new(null, null, new FileState.Absent(), row, mark));
    }

    void Renumber(Base old, Row row, FeedEntry? mark)
    {
        var agreed = old with { Document = row.Document };
        Loose.Add(new(Base: new BaseWrite.Forget(old.Document, old.Part)));
        Loose.Add(new(Base: new BaseWrite.Agree(agreed)));
        if (Deferred.Contains(old.Path))
            return;
        _byPath[old.Path] = (_byPath.GetValueOrDefault(old.Path) ?? new(old.Path, agreed, null)) with { Base = agreed, Row = row, Feed = mark };
    }

    async ValueTask<Departure> DepartureOfAsync(Base agreed, CancellationToken cancellation)
    {
        if (agreed.FilePage is not { } hash)
            return new(agreed, null, null);
        var key = KeyOf(agreed.Path, await database.PageAsync(hash, cancellation), out var text);
        return new(agreed, key, text);
    }

    string? KeyOf(PagePath path, PageBytes page, out string? text)
    {
        text = PageText.TryDecode(page.Bytes.Span, out var decoded, out _) ? decoded.Text : null;
        return decoded is not null && layout.Of(path) is { KeyIndex: >= 0 } collection && PageReading.Of(collection, path, page) is PageReading.Legible reading
            ? reading.Record.Values[collection.KeyIndex].Spelling
            : null;
    }

    FileState? Keep(FileState state)
    {
        if (state is not FileState.Present present)
            return state;
        _kept += present.Page.Bytes.Length;
        return _kept <= MostBytesKept ? state : null;
    }

    // Emptied, or new and empty: more often than not the first half of a save. One that was agreed on as empty is neither.
    static bool IsEmpty(FileState state, Base? agreed) =>
        state is FileState.Present { Page: { Bytes.Length: 0 } page } && (agreed is null || (agreed.FilePage is { } before && before != page.Hash));

    async ValueTask<Dictionary<PagePath, Base>> BasesAtAsync(IReadOnlyCollection<PagePath> paths, CancellationToken cancellation)
    {
        var bases = new Dictionary<PagePath, Base>();
        foreach (var chunk in paths.Chunk(500))
        {
            foreach (var agreed in await database.BasesAtAsync(chunk, cancellation))
            {
                if (agreed.IsDisplaced)
                    _others[agreed.Document] = agreed;
                else
                    bases[agreed.Path] = agreed;
            }
        }

        return bases;
    }
}
