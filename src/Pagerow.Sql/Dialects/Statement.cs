using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Values;
using Pagerow.Pages;

namespace Pagerow.Sql.Dialects;

/// <summary>
/// A prepared statement. Parameters are given in order by <c>With</c>, then it is run, and is ready for the next parameters. A dialect over
/// a network may hold back what <see cref="Run"/> is given until the next read or commit.
/// </summary>
public abstract class Statement
{
    /// <summary>The next parameter: a whole number, or NULL.</summary>
    public abstract Statement With(long? number);

    /// <summary>The next parameter: text, or NULL.</summary>
    public abstract Statement With(string? text);

    /// <summary>The next parameter: bytes; an empty span is zero bytes, not NULL.</summary>
    public abstract Statement With(ReadOnlySpan<byte> bytes);

    /// <summary>The next parameter: a moment in UTC, or NULL.</summary>
    public abstract Statement With(DateTimeOffset? moment);

    /// <summary>The next parameter: a set of keys for <see cref="Dialect.Among"/>.</summary>
    public abstract Statement With(IReadOnlyCollection<long> keys);

    /// <summary>The next parameter: a set of texts for <see cref="Dialect.AmongTexts"/>.</summary>
    public abstract Statement With(IReadOnlyCollection<string> texts);

    /// <summary>The next parameter: a value, in the form that a column of this type keeps.</summary>
    public abstract Statement With(Value value, ColumnType type);

    /// <summary>The next parameter: true or false.</summary>
    public Statement With(bool flag) => With(flag ? 1L : 0L);

    /// <summary>The next parameter: bytes or NULL.</summary>
    public Statement WithBytes(byte[]? bytes) => bytes is null ? With((long?)null) : With(bytes.AsSpan());

    /// <summary>Runs it for its effect.</summary>
    public abstract void Run();

    /// <summary>
    /// Goes to the next row. The first call runs it; after the last row the result is false and it is ready to be run again.
    /// </summary>
    public abstract bool Step();

    /// <summary>Gives up the rows that are left.</summary>
    public abstract void Reset();

    /// <summary>How many columns a row has.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>The name of a column.</summary>
    public abstract string NameOf(int column);

    /// <summary>Whether a column of this row is NULL.</summary>
    public abstract bool IsNull(int column);

    /// <summary>A column of this row as a whole number; 0 where it is none.</summary>
    public abstract long Long(int column);

    /// <summary>A column of this row as text; null where it is NULL.</summary>
    public abstract string? Text(int column);

    /// <summary>A column of this row as bytes; empty where it is NULL.</summary>
    public abstract byte[] Bytes(int column);

    /// <summary>A column of this row as whatever the database keeps there; clients write what they like.</summary>
    public abstract Value Value(int column);

    /// <summary>A moment that <see cref="With(DateTimeOffset?)"/> or a default wrote; null where it is NULL or none.</summary>
    public abstract DateTimeOffset? Moment(int column);

    /// <summary>A column of this row as a whole number; null where it is NULL.</summary>
    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    /// <summary>A column of this row as a page's hash; null where it is NULL.</summary>
    public PageHash? Hash(int column) => IsNull(column) ? null : PageHash.FromBytes(Bytes(column));

    /// <summary>All rows, read at once.</summary>
    public IReadOnlyList<T> All<T>(Func<Statement, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var all = new List<T>();
        try
        {
            while (Step())
                all.Add(read(this));
        }
        finally
        {
            Reset();
        }

        return all;
    }

    /// <summary>The first row, or <paramref name="otherwise"/>.</summary>
    public T First<T>(Func<Statement, T> read, T otherwise)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return Step() ? read(this) : otherwise;
        }
        finally
        {
            Reset();
        }
    }
}
