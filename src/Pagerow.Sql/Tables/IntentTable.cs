using System.Collections.Immutable;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>The notes of file writes that are under way.</summary>
sealed class IntentTable(Session session, long replica)
{
    /// <summary>Notes one.</summary>
    public void Add(FileIntent i) =>
        session.Prepare("""
            INSERT INTO pagerow_intents (replica, stage, collection, doc, part, action, path, moved_from, expected, target, shown, held_base, held_row)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
            .With(replica).With(i.Stage.Value).With(i.Document.Collection).With(i.Document.Doc).With(i.Part).With(i.Action.ToString()).With(i.Path.Value)
            .With(i.MovedFrom?.Value).WithBytes(i.Expected?.ToBytes()).WithBytes(i.Target?.ToBytes()).With(i.Shown.ToBytes())
            .WithBytes(i.Held?.Base.ToBytes()).WithBytes(i.Held?.Row.ToBytes()).Run();

    /// <summary>Takes one out, because it is settled.</summary>
    public void Remove(StageName stage) =>
        session.Prepare("DELETE FROM pagerow_intents WHERE replica = ? AND stage = ?").With(replica).With(stage.Value).Run();

    /// <summary>Those that are not settled, in the order in which they were noted.</summary>
    public ImmutableArray<FileIntent> All() =>
        [.. session.Prepare("""
            SELECT stage, collection, doc, part, action, path, moved_from, expected, target, shown, held_base, held_row FROM pagerow_intents WHERE replica = ? ORDER BY id
            """).With(replica).All(s => new FileIntent(
                new(s.Text(0)!),
                new(s.Text(1)!, s.Long(2)),
                s.Text(3)!,
                Enum.Parse<FileAction>(s.Text(4)!),
                PagePath.Found("", s.Text(5)!),
                s.Text(6) is { } from ? PagePath.Found("", from) : null,
                s.Hash(7),
                s.Hash(8),
                Shown.FromBytes(s.Bytes(9)),
                s.Hash(10) is { } agreed && s.Hash(11) is { } row ? new(agreed, row) : null))];
}
