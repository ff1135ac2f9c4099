using System.Collections.Immutable;
using Pagerow.Mapping.Collections;

namespace Pagerow.Sql.Dialects;

/// <summary>What one database says differently from the others; everything else is written once.</summary>
public abstract class Dialect
{
    /// <summary>A name as an identifier, whatever characters it has.</summary>
    public abstract string Quote(string name);

    /// <summary>A text as a literal. Only for names in definitions; values are parameters, always.</summary>
    public static string Literal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>The type that a column is declared with.</summary>
    public abstract string Declare(Storage storage);

    /// <summary>Whether a type that the database says is the one that a column is declared with.</summary>
    public abstract bool IsDeclared(string type, Storage storage);

    /// <summary>A child row's item, or where a client gave none and no trigger did, some number below zero that is this row's alone.</summary>
    public abstract string Item { get; }

    /// <summary>The condition that a column is one of a set of keys, given as one parameter.</summary>
    public abstract string Among(string column);

    /// <summary>The condition that a column is one of a set of texts, given as one parameter.</summary>
    public abstract string AmongTexts(string column);

    /// <summary>Inserts a row, or sets its other columns where a row of this key is there; parameters in the order of the columns.</summary>
    public abstract string Upsert(string table, ImmutableArray<string> key, ImmutableArray<string> columns);

    /// <summary>
    /// The first of <paramref name="count"/> keys of a table that follow one another and that no row has or, with
    /// <see cref="Storage.Key"/>, ever had. Inside a write transaction; they are ours once it is committed.
    /// </summary>
    public abstract long ReserveKeys(Session session, Table table, int count);

    /// <summary>The definition of a table.</summary>
    public abstract string Create(Table table);

    /// <summary>The definition of an index.</summary>
    public abstract string Create(TableIndex index);

    /// <summary>Names and definitions of the triggers that mark a collection's rows in the feed.</summary>
    public abstract IReadOnlyDictionary<string, string> Triggers(Collection collection);

    /// <summary>Names and definitions of the triggers that mark a document of whose open hole a client said what shall stand there.</summary>
    public abstract IReadOnlyDictionary<string, string> Triggers();

    /// <summary>The query of a read-only view over a list column: doc, position from 1, value.</summary>
    public abstract string ListView(Collection collection, string column);

    /// <summary>The hexadecimal spelling of a column of bytes, in lower case.</summary>
    public abstract string Hex(string column);

    /// <summary>What the database has: tables with their columns, indexes, views, and our triggers.</summary>
    public abstract Catalog Read(Session session);

    /// <summary>Drops a trigger, if it is there.</summary>
    public abstract string DropTrigger(string name);

    /// <summary>
    /// A number that moves when another session's commit does, and one that moves with every change of the schema, as one reading.
    /// </summary>
    public abstract Reading Observe(Session session);

    /// <summary>What makes the search index.</summary>
    public abstract ImmutableArray<string> CreateSearch();

    /// <summary>Puts a text into the search index: number, title, path, body.</summary>
    public abstract string InsertSearch { get; }

    /// <summary>Empties the search index.</summary>
    public abstract string ClearSearch { get; }

    /// <summary>Finds the numbers of texts, best first: what is looked for (see <see cref="SearchTerm"/>), how many at most.</summary>
    public abstract string Search { get; }

    /// <summary>What a person typed, in the search index's own language; every word must occur, the last may be a beginning.</summary>
    public abstract string SearchTerm(IReadOnlyList<string> words);

    /// <summary>Leaves nothing in the database's files of what was deleted. Outside of a transaction.</summary>
    public abstract void Scrub(Session session);

    /// <summary>Whether the database is whole; null, or what is wrong.</summary>
    public abstract string? Check(Session session);
}
