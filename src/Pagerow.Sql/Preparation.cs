using System.Collections.Immutable;
using Pagerow.Sql.Dialects;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql;

/// <summary>
/// Makes the tables follow the configuration. It remembers which tables and columns it made, so that what users added is told from what the
/// configuration dropped, and left alone.
/// </summary>
sealed class Preparation(Store store)
{
    readonly List<string> _done = [];
    readonly List<string> _script = [];
    readonly List<string> _lost = [];
    Catalog _has = store.Dialect.Read(store.Session);

    /// <summary>Compares, and does what is consented to, in one transaction.</summary>
    public PrepareOutcome Run(SchemaConsent consent)
    {
        var known = Known();
        foreach (var table in store.Tables)
            Compare(table, known);
        DropTables(known);
        if (_lost.Count > 0 && consent is not SchemaConsent.Rebuild)
            return new PrepareOutcome.Lost([.. _lost]);
        var applies = consent is not SchemaConsent.Additive;
        if (applies && _script.Count > 0)
            DropDependents();
        var done = _done.Concat(applies ? _script : []).ToList();
        foreach (var statement in done)
            store.Session.Execute(statement);
        _has = store.Dialect.Read(store.Session);
        done.AddRange(Dependents());
        Remember(known, applies);
        return (done.Count, applies ? 0 : _script.Count) switch
        {
            (_, > 0) => new PrepareOutcome.NeedsApply([.. done], [.. _script]),
            ( > 0, _) => new PrepareOutcome.Altered([.. done]),
            _ => new PrepareOutcome.Ready(),
        };
    }

    /// <summary>Whether all is as it shall be already. Only reads; to be asked of one that has not run.</summary>
    public bool IsDone()
    {
        var known = Known();
        foreach (var table in store.Tables)
            Compare(table, known);
        DropTables(known);
        return _done.Count + _script.Count + _lost.Count == 0
            && store.Tables.All(t => known.TryGetValue(t.Name, out var made) && made.SequenceEqual(t.Columns.Select(c => c.Name), StringComparer.Ordinal))
            && store.Indexes.All(i => Stands(_has.Indexes, i.Name, store.Dialect.Create(i)))
            && store.Views.All(v => Stands(_has.Views, v.Key, ViewOf(v.Key, v.Value)) && IsNoted(v.Key))
            && store.Triggers.All(t => Stands(_has.Triggers, t.Key, t.Value))
            && _has.Tables.ContainsKey("pagerow_search")
            && !_has.Views.Any(v => IsNoted(v.Key) && !store.Views.Any(o => Same(o.Key, v.Key)));
    }

    void Compare(Table table, Dictionary<string, ImmutableArray<string>> known)
    {
        if (!_has.Tables.TryGetValue(table.Name, out var there))
        {
            if (known.ContainsKey(table.Name) && !Ledger.Replaceable.Contains(table))
                _lost.Add(table.Name);
            _done.Add(store.Dialect.Create(table));
            return;
        }

        var missing = table.Columns.Where(c => !Has(there, c.Name)).ToList();
        foreach (var column in missing)
            Add(table, column, there, known);
        foreach (var column in table.Columns.Where(c => Has(there, c.Name) && !IsDeclared(there, c)))
            _script.AddRange([Drop(table.Name, column.Name), AddColumn(table, column)]);
        if (!known.TryGetValue(table.Name, out var made))
            return;
        var renamed = missing.Select(c => Former(table, c)).OfType<string>();
        foreach (var name in made.Where(n => Has(there, n) && !table.Columns.Any(c => Same(c.Name, n))).Except(renamed, StringComparer.OrdinalIgnoreCase))
            _script.Add(Drop(table.Name, name));
    }

    void Add(Table table, TableColumn column, ImmutableArray<KeyValuePair<string, string>> there, Dictionary<string, ImmutableArray<string>> known)
    {
        if (Former(table, column) is { } former && Has(there, former))
        {
            _done.Add($"ALTER TABLE {Quote(table.Name)} RENAME COLUMN {Quote(former)} TO {Quote(column.Name)}");
            return;
        }

        if (known.TryGetValue(table.Name, out var made) && made.Contains(column.Name, StringComparer.OrdinalIgnoreCase))
            _lost.Add($"{table.Name}.{column.Name}");
        _done.Add(AddColumn(table, column));
    }

    void DropTables(Dictionary<string, ImmutableArray<string>> known)
    {
        foreach (var name in known.Keys.Where(n => _has.Tables.ContainsKey(n) && !store.Tables.Any(t => Same(t.Name, n))).Order(StringComparer.Ordinal))
            _script.Add($"DROP TABLE {Quote(name)}");
    }

    // A column that an index, a view or a trigger names cannot be dropped.
    void DropDependents()
    {
        foreach (var (name, _) in _has.Triggers.Where(t => IsOurs(t.Key)))
            store.Session.Execute(store.Dialect.DropTrigger(name));
        foreach (var (name, _) in _has.Views.Where(v => IsOurs(v.Key) || IsNoted(v.Key)))
            store.Session.Execute($"DROP VIEW {Quote(name)}");
        foreach (var (name, _) in _has.Indexes.Where(i => IsOurs(i.Key)))
            store.Session.Execute($"DROP INDEX {Quote(name)}");
    }

    List<string> Dependents()
    {
        var run = new List<string>();
        foreach (var index in store.Indexes)
            Put(_has.Indexes, index.Name, store.Dialect.Create(index), $"DROP INDEX {Quote(index.Name)}");
        foreach (var (name, query) in store.Views)
        {
            Put(_has.Views, name, ViewOf(name, query), $"DROP VIEW {Quote(name)}");
            if (!IsNoted(name))
                store.Meta[$"view:{name}"] = "";
        }

        foreach (var (name, definition) in store.Triggers)
            Put(_has.Triggers, name, definition, store.Dialect.DropTrigger(name));
        if (!_has.Tables.ContainsKey("pagerow_search"))
            Do(store.Dialect.CreateSearch());
        foreach (var (name, _) in _has.Views.Where(v => IsNoted(v.Key) && !store.Views.Any(o => Same(o.Key, v.Key))))
            Do($"DROP VIEW {Quote(name)}");
        return run;

        void Put(ImmutableDictionary<string, string> there, string name, string definition, string drop)
        {
            if (Stands(there, name, definition))
                return;
            if (there.ContainsKey(name))
                Do(drop);
            Do(definition);
        }

        void Do(params IEnumerable<string> statements)
        {
            foreach (var statement in statements)
            {
                store.Session.Execute(statement);
                run.Add(statement);
            }
        }
    }

    string ViewOf(string name, string query) => $"CREATE VIEW {Quote(name)} AS\n{query}";

    static bool Stands(ImmutableDictionary<string, string> there, string name, string definition) =>
        there.TryGetValue(name, out var old) && string.Equals(old, definition, StringComparison.Ordinal);

    bool IsNoted(string view) => store.Meta[$"view:{view}"] is not null;

    static bool IsOurs(string name) => name.StartsWith("pagerow_", StringComparison.OrdinalIgnoreCase);

    Dictionary<string, ImmutableArray<string>> Known() =>
        !_has.Tables.ContainsKey(Ledger.Meta.Name)
            ? []
            : store.Session.Prepare("SELECT name, value FROM pagerow_meta WHERE name LIKE 'table:%'")
                .All(s => KeyValuePair.Create(s.Text(0)!["table:".Length..], s.Text(1)!.Split('\n').ToImmutableArray())).ToDictionary(StringComparer.OrdinalIgnoreCase);

    // What waits for consent stays known, or it would be taken for a user's own next time.
    void Remember(Dictionary<string, ImmutableArray<string>> known, bool applies)
    {
        foreach (var table in store.Tables)
        {
            var columns = table.Columns.Select(c => c.Name);
            if (!applies && known.TryGetValue(table.Name, out var made) && _has.Tables.TryGetValue(table.Name, out var there))
                columns = columns.Union(made.Where(n => Has(there, n)), StringComparer.OrdinalIgnoreCase);
            var text = string.Join('\n', columns);
            if (!string.Equals(store.Meta[$"table:{table.Name}"], text, StringComparison.Ordinal))
                store.Meta[$"table:{table.Name}"] = text;
        }

        foreach (var name in known.Keys.Where(n => !_has.Tables.ContainsKey(n)))
            store.Session.Prepare("DELETE FROM pagerow_meta WHERE name = ?").With($"table:{name}").Run();
    }

    string? Former(Table table, TableColumn column) =>
        store.Layout.Collections.FirstOrDefault(c => Same(c.Name, table.Name)) is { } collection && collection.IndexOf(column.Name) is var i and >= 0
            ? collection.Columns[i].Was
            : null;

    string AddColumn(Table table, TableColumn column) => $"ALTER TABLE {Quote(table.Name)} ADD COLUMN {Quote(column.Name)} {store.Dialect.Declare(column.Storage)}";

    string Drop(string table, string column) => $"ALTER TABLE {Quote(table)} DROP COLUMN {Quote(column)}";

    bool IsDeclared(ImmutableArray<KeyValuePair<string, string>> there, TableColumn column) => store.Dialect.IsDeclared(Named(there, column.Name), column.Storage);

    string Quote(string name) => store.Dialect.Quote(name);

    static string Named(ImmutableArray<KeyValuePair<string, string>> there, string name) => there.First(c => Same(c.Key, name)).Value;

    static bool Has(ImmutableArray<KeyValuePair<string, string>> there, string name) => there.Any(c => Same(c.Key, name));

    static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
