using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>What the folder side remembers of its files: one opaque value a folder.</summary>
sealed class StampTable(Session session, Dialect dialect, long replica)
{
    readonly string _upsert = dialect.Upsert("pagerow_stamps", ["replica", "folder"], ["replica", "folder", "entries"]);

    /// <summary>All of them.</summary>
    public Dictionary<string, byte[]> All() =>
        session.Prepare("SELECT folder, entries FROM pagerow_stamps WHERE replica = ?").With(replica)
            .All(s => KeyValuePair.Create(s.Text(0)!, s.Bytes(1))).ToDictionary(StringComparer.Ordinal);

    /// <summary>Stores some; null removes a folder's.</summary>
    public void Save(IEnumerable<KeyValuePair<string, byte[]?>> stamps)
    {
        foreach (var (folder, entries) in stamps)
        {
            if (entries is null)
                session.Prepare("DELETE FROM pagerow_stamps WHERE replica = ? AND folder = ?").With(replica).With(folder).Run();
            else
                session.Prepare(_upsert).With(replica).With(folder).With(entries).Run();
        }
    }
}
