using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Rows;

/// <summary>The tables, indexes and views that a collection has.</summary>
sealed record CollectionTables(Collection Collection)
{
    /// <summary>The columns of the collection's table that are not configured and stand before the configured ones.</summary>
    static readonly ImmutableArray<TableColumn> Front = [new("doc", Storage.Key), new("path", Storage.Text)];

    static readonly ImmutableArray<TableColumn> Back = [
        new("extra", Storage.Json), new("problem", Storage.Text), new("version", Storage.Counter), new("file_modified_at", Storage.Timestamp),
        new("row_modified_at", Storage.Stamp), new("synced_at", Storage.Timestamp), new("body", Storage.Text)];

    /// <summary>The name of the child table of boxes.</summary>
    public string TasksName => $"{Collection.Name}_tasks";

    /// <summary>The name of the child table of sections.</summary>
    public string SectionsName => $"{Collection.Name}_sections";

    /// <summary>The name of the table of past values.</summary>
    public string HistoryName => $"{Collection.Name}_history";

    /// <summary>Whether some column's past is kept.</summary>
    public bool HasHistory => Collection.Columns.Any(c => c.IsTracked);

    /// <summary>The collection's own table.</summary>
    public Table Rows => new(Collection.Name, [.. Front, .. Collection.Columns.Select(c => new TableColumn(c.Name, StorageOf(c.Type))), .. Back]);

    /// <summary>The table of boxes.</summary>
    public Table Tasks => new(TasksName, [
        new("doc", Storage.Integer), new("item", Storage.Integer), new("position", Storage.Integer), new("text", Storage.Text), new("done", Storage.Boolean),
        new("state", Storage.Text), new("number", Storage.Text), new("section", Storage.Text), new("parent", Storage.Integer)]);

    /// <summary>The table of sections.</summary>
    public Table Sections => new(SectionsName, [
        new("doc", Storage.Integer), new("item", Storage.Integer), new("position", Storage.Integer), new("level", Storage.Integer), new("heading", Storage.Text),
        new("path", Storage.Text), new("content", Storage.Text)]);

    /// <summary>The table of past values.</summary>
    public Table History => new(HistoryName, [
        new("id", Storage.Key), new("doc", Storage.Integer), new("column", Storage.Text), new("old", Storage.Text), new("new", Storage.Text), new("at", Storage.Timestamp),
        new("actor", Storage.Text), new("origin", Storage.Text)]);

    /// <summary>All tables.</summary>
    public ImmutableArray<Table> Tables => [
        Rows,
        .. Collection.HasTasks ? [Tasks] : ImmutableArray<Table>.Empty,
        .. Collection.HasSections ? [Sections] : ImmutableArray<Table>.Empty,
        .. HasHistory ? [History] : ImmutableArray<Table>.Empty];

    /// <summary>All indexes.</summary>
    public ImmutableArray<TableIndex> Indexes
    {
        get
        {
            var indexes = ImmutableArray.CreateBuilder<TableIndex>();
            indexes.Add(new($"pagerow_{Collection.Name}_path", Collection.Name, ["path"]));
            if (Collection.KeyIndex >= 0)
                indexes.Add(new($"pagerow_{Collection.Name}_key", Collection.Name, [Collection.Columns[Collection.KeyIndex].Name]));
            if (Collection.HasTasks)
                indexes.Add(new($"pagerow_{TasksName}_item", TasksName, ["doc", "item"], IsUnique: true));
            if (Collection.HasSections)
                indexes.Add(new($"pagerow_{SectionsName}_item", SectionsName, ["doc", "item"], IsUnique: true));
            if (HasHistory)
                indexes.Add(new($"pagerow_{HistoryName}_doc", HistoryName, ["doc", "column"]));
            return indexes.ToImmutable();
        }
    }

    /// <summary>The names and queries of the read-only views over list columns.</summary>
    public IEnumerable<KeyValuePair<string, string>> Views(Dialect dialect) =>
        Collection.Columns.Where(c => c.Type is ColumnType.List).Select(c => KeyValuePair.Create($"{Collection.Name}_{c.Name}", dialect.ListView(Collection, c.Name)));

    /// <summary>How a column of this type is kept.</summary>
    public static Storage StorageOf(ColumnType type) => type switch
    {
        ColumnType.Text or ColumnType.Enum => Storage.Text,
        ColumnType.Integer => Storage.Integer,
        ColumnType.Number or ColumnType.Percent => Storage.Decimal,
        ColumnType.Boolean => Storage.Boolean,
        ColumnType.Date => Storage.Date,
        ColumnType.Timestamp => Storage.Timestamp,
        ColumnType.List or ColumnType.Json => Storage.Json,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "An unknown type of column."),
    };
}
