using Pagerow.Pages;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>The versions of pages, each once.</summary>
sealed class BlobTable(Session session, Dialect dialect)
{
    const string Insert = "INSERT INTO pagerow_blobs (id, hash, size, encoding, content) VALUES (?, ?, ?, ?, ?)";

    readonly Dictionary<PageHash, long> _known = [];
    long _next;

    /// <summary>Whether every version in the table was put since this was set: then nothing is looked up there.</summary>
    public bool IsFresh { get; set; }

    /// <summary>Begins a batch of a write transaction.</summary>
    public void Begin(int mostNew)
    {
        if (!IsFresh)
            _known.Clear();
        if (mostNew > 0)
            _next = dialect.ReserveKeys(session, Ledger.Blobs, mostNew);
    }

    /// <summary>Forgets what it knows of the table, as after a transaction that was undone.</summary>
    public void Forget()
    {
        _known.Clear();
        IsFresh = false;
    }

    /// <summary>Keeps a version, if it is not kept yet.</summary>
    public void Put(PackedPage page)
    {
        if (Find(page.Hash) is not null)
            return;
        session.Prepare(Insert).With(_next).With(page.Hash.ToBytes()).With(page.Size).With(page.Encoding).With(page.Content.Span).Run();
        _known.Add(page.Hash, _next++);
    }

    /// <summary>The number of a version; null for none.</summary>
    /// <exception cref="ArgumentException">It is not kept: whoever names a version has to bring it.</exception>
    public long? NumberOf(PageHash? hash) => hash is not { } version
        ? null
        : Find(version) ?? throw new ArgumentException($"Version {version} is named by a base or an event, and was not given to the database.", nameof(hash));

    /// <summary>The bytes of a version.</summary>
    /// <exception cref="KeyNotFoundException">It is not kept.</exception>
    public PageBytes Page(PageHash hash) =>
        session.Prepare("SELECT size, encoding, content FROM pagerow_blobs WHERE hash = ?").With(hash.ToBytes())
            .First(s => new PackedPage(hash, (int)s.Long(0), (int)s.Long(1), s.Bytes(2)), null)?.Unpack()
        ?? throw new KeyNotFoundException($"The database does not hold version {hash}.");

    long? Find(PageHash hash)
    {
        if (_known.TryGetValue(hash, out var known))
            return known;
        if (IsFresh)
            return null;
        var found = session.Prepare("SELECT id FROM pagerow_blobs WHERE hash = ?").With(hash.ToBytes()).First(s => (long?)s.Long(0), null);
        if (found is { } number)
            _known.Add(hash, number);
        return found;
    }
}
