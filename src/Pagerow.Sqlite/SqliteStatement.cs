using System.Buffers;
using System.Globalization;
using System.Text;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Values;
using Pagerow.Sql.Dialects;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Pagerow.Sqlite;

/// <summary>A prepared statement of SQLite, bound without a detour.</summary>
sealed class SqliteStatement(SqliteSession session, sqlite3_stmt handle, string sql) : Statement
{
    int _bound;
    bool _isRunning;

    /// <inheritdoc/>
    public override int ColumnCount => sqlite3_column_count(handle);

    /// <inheritdoc/>
    public override Statement With(long? number) =>
        Bound(number is { } n ? sqlite3_bind_int64(handle, Next(), n) : sqlite3_bind_null(handle, Next()));

    /// <inheritdoc/>
    public override Statement With(string? text)
    {
        if (text is null)
            return Bound(sqlite3_bind_null(handle, Next()));
        // An empty span has no address, and SQLite takes text without an address for NULL.
        if (text.Length == 0)
            return Bound(sqlite3_bind_text(handle, Next(), utf8z.FromString("")));
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, rented);
        WithText(rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    /// <summary>The next parameter: text that is there as UTF-8. An empty span has no address, which would be taken for NULL.</summary>
    public SqliteStatement WithText(ReadOnlySpan<byte> utf8) =>
        Bound(utf8.IsEmpty ? sqlite3_bind_text(handle, Next(), "") : sqlite3_bind_text(handle, Next(), utf8));

    /// <inheritdoc/>
    public override Statement With(ReadOnlySpan<byte> bytes) =>
        Bound(bytes.IsEmpty ? sqlite3_bind_zeroblob(handle, Next(), 0) : sqlite3_bind_blob(handle, Next(), bytes));

    /// <inheritdoc/>
    public override Statement With(DateTimeOffset? moment) => With(moment is { } m ? session.Spelled(m) : null);

    /// <inheritdoc/>
    public override Statement With(IReadOnlyCollection<long> keys) =>
        With($"[{string.Join(',', keys.Select(k => k.ToString(CultureInfo.InvariantCulture)))}]");

    /// <inheritdoc/>
    public override Statement With(IReadOnlyCollection<string> texts) => With(new Mapping.Values.Value.List([.. texts]).Spelling);

    /// <inheritdoc/>
    public override Statement With(Value value, ColumnType type) => (value, type) switch
    {
        (Mapping.Values.Value.Null, _) => With((string?)null),
        (_, ColumnType.Text or ColumnType.Enum or ColumnType.List or ColumnType.Json) => With(value.Spelling),
        (Mapping.Values.Value.Integer integer, _) => With(integer.Number),
        (Mapping.Values.Value.Boolean boolean, _) => With(boolean.IsTrue),
        (Mapping.Values.Value.Real { Number: var number }, _) when !double.IsNaN(number) => Bound(sqlite3_bind_double(handle, Next(), number)),
        _ => With(value.Spelling),
    };

    /// <inheritdoc/>
    public override void Run()
    {
        var result = sqlite3_step(handle);
        if (result != SQLITE_DONE)
            Fail(result);
        Reset();
    }

    /// <inheritdoc/>
    public override bool Step()
    {
        _isRunning = true;
        var result = sqlite3_step(handle);
        if (result == SQLITE_ROW)
            return true;
        if (result != SQLITE_DONE)
            Fail(result);
        Reset();
        return false;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        if (_bound == 0 && !_isRunning)
            return;
        sqlite3_reset(handle);
        _bound = 0;
        _isRunning = false;
    }

    /// <inheritdoc/>
    public override string NameOf(int column) => sqlite3_column_name(handle, column).utf8_to_string();

    /// <inheritdoc/>
    public override bool IsNull(int column) => sqlite3_column_type(handle, column) == SQLITE_NULL;

    /// <inheritdoc/>
    public override long Long(int column) => sqlite3_column_int64(handle, column);

    /// <inheritdoc/>
    public override string? Text(int column) => IsNull(column) ? null : Utf8(column);

    /// <inheritdoc/>
    public override byte[] Bytes(int column) => sqlite3_column_blob(handle, column).ToArray();

    /// <inheritdoc/>
    public override Value Value(int column) => sqlite3_column_type(handle, column) switch
    {
        SQLITE_NULL => Mapping.Values.Value.Nothing,
        SQLITE_INTEGER => new Mapping.Values.Value.Integer(Long(column)),
        // Bytes are no text; a row's column of them is read as what a client most likely meant.
        SQLITE_BLOB when session.IsReader => new Mapping.Values.Value.Text(Convert.ToHexStringLower(Bytes(column))),
        SQLITE_FLOAT => new Mapping.Values.Value.Real(sqlite3_column_double(handle, column)),
        _ => new Mapping.Values.Value.Text(Utf8(column)),
    };

    /// <inheritdoc/>
    public override DateTimeOffset? Moment(int column) =>
        DateTimeOffset.TryParse(Text(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;

    /// <summary>Frees it.</summary>
    internal void Finish() => handle.Dispose();

    // The text is asked for first: it decides the form in which the bytes are given.
    string Utf8(int column)
    {
        _ = sqlite3_column_text(handle, column);
        return Encoding.UTF8.GetString(sqlite3_column_blob(handle, column));
    }

    int Next() => ++_bound;

    SqliteStatement Bound(int result)
    {
        session.Check(result, sql);
        return this;
    }

    void Fail(int result)
    {
        try
        {
            session.Check(result == SQLITE_ROW ? SQLITE_MISUSE : result, sql);
        }
        finally
        {
            Reset();
        }
    }
}
