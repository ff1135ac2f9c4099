using Pagerow.Engine.Sides;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql;

/// <summary>
/// Knows when the feed may have missed something: marks are made by triggers, and triggers can be dropped, rebuilt away or switched off.
/// What it sees is told once; a database that moves without a mark is told of at most every half minute.
/// </summary>
sealed class Doubts(Store store, TimeProvider clock)
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    Reading _last;
    long _lastRequest;
    bool _isUnexplained, _isTouched;
    DateTimeOffset? _toldAt;
    string? _reason;

    /// <summary>What is there now is as it should be.</summary>
    public void Settle()
    {
        _last = store.Dialect.Observe(store.Session);
        _lastRequest = LastRequest();
    }

    /// <summary>Adds a reason.</summary>
    public void Add(string reason) => _reason = _reason is null ? reason : $"{_reason}; {reason}";

    /// <summary>Looks, before the rows are looked at; puts back triggers that are gone.</summary>
    /// <exception cref="DatabaseGoneException">Tables, columns or keys that documents stand in are gone.</exception>
    public void Observe()
    {
        if (store.Dialect.Observe(store.Session).Schema == _last.Schema)
            return;
        StillStands();
        Add("a client changed the schema");
        if (PutBackTriggers() is { } what)
            Add(what);
        _last = _last with { Schema = store.Dialect.Observe(store.Session).Schema };
    }

    /// <summary>
    /// Looks whether the database moved, in the snapshot in which the marks are read: a client that commits between two reads would else be
    /// seen to have moved it without its mark.
    /// </summary>
    public void ObserveSnapshot()
    {
        var now = store.Dialect.Observe(store.Session).Data;
        _isUnexplained |= now != _last.Data;
        _isTouched |= now != _last.Data;
        _last = _last with { Data = now };
    }

    /// <summary>Whether another client has written since it was last looked.</summary>
    public bool HasMoved() => store.Dialect.Observe(store.Session).Data != _last.Data;

    /// <summary>Whether another client wrote since everything was last looked at: of what it wrote not all need be marked.</summary>
    public bool IsTouched => _isTouched;

    /// <summary>Everything that differs has been marked.</summary>
    public void Clear() => (_reason, _isTouched) = (null, false);

    /// <summary>The doubt, if there is one, given how many rows the feed named. It stands until <see cref="Clear"/>.</summary>
    public string? Of(int marks)
    {
        var request = LastRequest();
        if (marks > 0 || request != _lastRequest)
            _isUnexplained = false;
        _lastRequest = request;
        if (_isUnexplained && (_toldAt is not { } told || clock.GetUtcNow() - told >= Rest))
        {
            _isUnexplained = false;
            _toldAt = clock.GetUtcNow();
            Add("a client wrote to the database, and no row was marked");
        }

        return _reason ?? store.Meta.Doubt;
    }

    // What a row shows in a table that somebody altered must never be taken for an edit.
    void StillStands()
    {
        var there = store.Dialect.Read(store.Session);
        var missing = store.Tables.SelectMany(t => there.Tables.TryGetValue(t.Name, out var columns)
            ? t.Columns.Where(c => !columns.Any(h => string.Equals(h.Key, c.Name, StringComparison.OrdinalIgnoreCase))).Select(c => $"{t.Name}.{c.Name}")
            : [t.Name]).Concat(store.Indexes.Where(i => i.IsUnique).Select(i => i.Name).Where(n => !there.Indexes.ContainsKey(n))).ToList();
        if (missing.Count > 0)
            throw new DatabaseGoneException($"A client took away or renamed {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? $" and {missing.Count - 5} more" : "")} while the database was open. Nothing was believed of what its tables show; it is opened anew.");
    }

    /// <summary>Makes triggers as they should be. What was not, or null.</summary>
    public string? PutBackTriggers()
    {
        var there = store.Dialect.Read(store.Session).Triggers;
        var wrong = store.Triggers.Where(t => !there.TryGetValue(t.Key, out var definition) || !string.Equals(definition, t.Value, StringComparison.Ordinal)).ToList();
        if (wrong.Count == 0)
            return null;
        store.Session.Writing(() =>
        {
            store.Meta.Doubt = "triggers were missing or altered";
            foreach (var (name, definition) in wrong)
            {
                store.Session.Execute(store.Dialect.DropTrigger(name));
                store.Session.Execute(definition);
            }
        });
        return $"triggers were missing or altered and were put back: {string.Join(", ", wrong.Select(t => t.Key))}";
    }

    long LastRequest() => store.Session.Prepare("SELECT coalesce(max(id), 0) FROM pagerow_requests").First(s => s.Long(0), 0);
}
