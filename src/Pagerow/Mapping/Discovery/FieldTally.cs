using Pagerow.Mapping.Collections;

namespace Pagerow.Mapping.Discovery;

/// <summary>All values of one key in a group of pages.</summary>
sealed class FieldTally(string key)
{
    readonly HashSet<ulong>? _seen = IsIdLike(key) ? [] : null;

    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>How many pages have it.</summary>
    public int Pages { get; private set; }

    /// <summary>How many of them give it a value that no page before gave; counted for names like <c>id</c> only.</summary>
    public int Unique => _seen?.Count ?? 0;

    /// <summary>Where the key stands among its page's, on average: the order of the columns.</summary>
    public double Position => Pages == 0 ? 0 : _positions / Pages;

    double _positions;
    int _scalars, _lists, _nested;
    FieldTypes _fits = FieldTypes.All;

    /// <summary>The names that a key column could have, the likeliest first.</summary>
    public static ReadOnlySpan<string> IdLikeNames => new[] { "id", "uid", "uuid", "guid", "key", "identifier", "slug" };

    /// <summary>Counts one page's value.</summary>
    public void Add(FieldTrait trait, int position)
    {
        Pages++;
        _positions += position;
        _scalars += trait.Shape == FieldShape.Scalar ? 1 : 0;
        _lists += trait.Shape == FieldShape.List ? 1 : 0;
        _nested += trait.Shape == FieldShape.Nested ? 1 : 0;
        if (trait.Shape == FieldShape.Scalar)
            _fits &= trait.Fits;
        if (trait.Text is { } text)
            _seen?.Add(Hash(text));
    }

    /// <summary>Counts another group's values of the same key too.</summary>
    public void Add(FieldTally other)
    {
        Pages += other.Pages;
        _positions += other._positions;
        _scalars += other._scalars;
        _lists += other._lists;
        _nested += other._nested;
        _fits &= other._fits;
        _seen?.UnionWith(other._seen!);
    }

    /// <summary>Takes away another group's values; what they said against a type stays said.</summary>
    public void Subtract(FieldTally other)
    {
        Pages -= other.Pages;
        _positions -= other._positions;
        _scalars -= other._scalars;
        _lists -= other._lists;
        _nested -= other._nested;
        _seen?.ExceptWith(other._seen!);
    }

    /// <summary>
    /// The type that holds them all. Unsure means text. A list or json where at least one value in ten is a list, or nested: they hold
    /// scalars too; where fewer are, the few are problems of their pages.
    /// </summary>
    public ColumnType Type()
    {
        var values = _scalars + _lists + _nested;
        if (_nested * 10 >= values && _nested > 0)
            return new ColumnType.Json();
        if (_lists * 10 >= values && _lists > 0)
            return new ColumnType.List();
        return _scalars == 0 ? new ColumnType.Text() : ScalarType();
    }

    ColumnType ScalarType() => _fits switch
    {
        _ when _fits.HasFlag(FieldTypes.Integer) => new ColumnType.Integer(),
        _ when _fits.HasFlag(FieldTypes.Number) => new ColumnType.Number(),
        _ when _fits.HasFlag(FieldTypes.Boolean) => new ColumnType.Boolean(),
        _ when _fits.HasFlag(FieldTypes.Date) => new ColumnType.Date(),
        _ when _fits.HasFlag(FieldTypes.Timestamp) => new ColumnType.Timestamp(),
        _ => new ColumnType.Text(),
    };

    static bool IsIdLike(string key)
    {
        foreach (var name in IdLikeNames)
        {
            if (string.Equals(name, key, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv): the same in every process.</summary>
    static ulong Hash(string text)
    {
        var hash = 14695981039346656037;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
