using System.Collections.Immutable;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql;

/// <summary>
/// A counter at which other processes ask the one that watches: they post, it takes and answers, they read the answer. The watcher is woken
/// by <see cref="Hint.Rows"/>.
/// </summary>
public sealed class Requests
{
    static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    readonly Store _store;
    readonly TimeProvider _clock;

    internal Requests(Store store, TimeProvider clock)
    {
        _store = store;
        _clock = clock;
    }

    /// <summary>Posts a request and gives its number. Requests that are older than an hour go.</summary>
    /// <param name="kind">What is asked, such as <c>sync</c>.</param>
    /// <param name="argument">With what, as JSON.</param>
    /// <param name="cancellation">Ends the wait for the lock.</param>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public ValueTask<long> PostAsync(string kind, string argument, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var now = _clock.GetUtcNow();
        return new(_store.Session.Writing(() =>
        {
            _store.Session.Prepare("DELETE FROM pagerow_requests WHERE posted_at < ?").With(now - Kept).Run();
            var number = _store.Dialect.ReserveKeys(_store.Session, Ledger.Requests, 1);
            _store.Session.Prepare("INSERT INTO pagerow_requests (id, kind, argument, posted_at) VALUES (?, ?, ?, ?)").With(number).With(kind).With(argument).With(now).Run();
            return number;
        }));
    }

    /// <summary>The requests that are not answered yet, oldest first, whether they were taken before or not; from now on all are taken.</summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public ValueTask<ImmutableArray<Request>> TakeAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_store.Session.Prepare("SELECT 1 FROM pagerow_requests WHERE answered_at IS NULL LIMIT 1").First(_ => true, false))
            return ValueTask.FromResult<ImmutableArray<Request>>([]);
        return new(_store.Session.Writing(() =>
        {
            var taken = _store.Session.Prepare("SELECT id, kind, argument FROM pagerow_requests WHERE answered_at IS NULL ORDER BY id")
                .All(s => new Request(s.Long(0), s.Text(1) ?? "", s.Text(2) ?? ""));
            _store.Session.Prepare("UPDATE pagerow_requests SET taken_at = ? WHERE taken_at IS NULL").With(_clock.GetUtcNow()).Run();
            return taken.ToImmutableArray();
        }));
    }

    /// <summary>
    /// For the process that has taken the root: what was asked of one that is gone and never answered is asked of this one. A consent is not:
    /// whoever gave it may be gone as well, and did not give it for what is there now.
    /// </summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public ValueTask InheritAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        const string unanswered = "answered_at IS NULL AND (taken_at IS NOT NULL OR argument <> '{}')";
        if (_store.Session.Prepare($"SELECT 1 FROM pagerow_requests WHERE {unanswered} LIMIT 1").First(_ => true, false))
            _store.Session.Writing(() => _store.Session.Prepare($"UPDATE pagerow_requests SET taken_at = NULL, argument = '{{}}' WHERE {unanswered}").Run());
        return ValueTask.CompletedTask;
    }

    /// <summary>Answers a request that was taken, with JSON.</summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public ValueTask AnswerAsync(long number, string answer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _store.Session.Writing(() =>
            _store.Session.Prepare("UPDATE pagerow_requests SET answer = ?, answered_at = ? WHERE id = ?").With(answer).With(_clock.GetUtcNow()).With(number).Run());
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes a request back whose asker does not wait for it any more: what it allowed, it allows no longer. Gone already is fine.</summary>
    /// <exception cref="DatabaseBusyException">Another client holds the database.</exception>
    public ValueTask WithdrawAsync(long number, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _store.Session.Writing(() => _store.Session.Prepare("DELETE FROM pagerow_requests WHERE id = ?").With(number).Run());
        return ValueTask.CompletedTask;
    }

    /// <summary>The answer to a request, JSON; null while there is none.</summary>
    public ValueTask<string?> AnswerOfAsync(long number, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(_store.Session.Prepare("SELECT answer FROM pagerow_requests WHERE id = ?").With(number).First(s => s.Text(0), null));
    }
}
