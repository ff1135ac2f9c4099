using System.Collections.Immutable;
using Pagerow.Mapping.Values;

namespace Pagerow.Mapping.Collections;

/// <summary>
/// What a column holds. The type decides how a scalar is read; the scalar's own YAML type never does. Each type has a canonical form,
/// <see cref="Canon"/>, into which it brings a page's text as well as whatever a database hands over: numbers for booleans, text for days,
/// JSON text for lists. <c>Canon(Canon(x)) = Canon(x)</c>, and NULL stays NULL.
/// </summary>
public abstract record ColumnType
{
    ColumnType() { }

    /// <summary>The word for it in the configuration.</summary>
    public abstract string Word { get; }

    /// <summary>
    /// The canonical form of a value of any kind, or why the column cannot hold it. An empty text says nothing to a type that has no
    /// empty value: it is NULL to all but text, list, json, and an enum that has it among its words.
    /// </summary>
    public Canon Canon(Value loose)
    {
        ArgumentNullException.ThrowIfNull(loose);
        return loose is Value.Null || (!HasEmptyText && loose is Value.Text(var text) && string.IsNullOrWhiteSpace(text))
            ? new Canon.Taken(Value.Nothing)
            : CanonOf(loose);
    }

    private protected virtual bool HasEmptyText => false;

    /// <summary>
    /// The text of a canonical value in a page: what stands there gives its habits, where it has some (the <c>T</c> of a moment, the sign of
    /// a percentage and what follows it). Null for NULL.
    /// </summary>
    /// <param name="canonical">A value that <see cref="Canon"/> gave.</param>
    /// <param name="standing">What stands in the page, if anything does.</param>
    public virtual string? ToPage(Value canonical, string? standing)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return canonical.Spelling;
    }

    /// <summary>Whether a canonical value says what the page says, at the precision that the page displays.</summary>
    public virtual bool Says(Value canonical, Value page)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return canonical.Equals(page);
    }

    private protected abstract Canon CanonOf(Value loose);

    /// <summary>Characters as they stand, line breaks as LF. Other kinds become their spelling, a boolean <c>true</c> or <c>false</c>.</summary>
    public sealed record Text : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "text";

        private protected override bool HasEmptyText => true;

        private protected override Canon CanonOf(Value loose) => TextCanon.Of(loose);
    }

    /// <summary>A whole number of 64 bits, decimal: <c>007</c> is 7, <c>5.0</c> is 5.</summary>
    public sealed record Integer : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "integer";

        private protected override Canon CanonOf(Value loose) => NumberCanon.Integer(loose);
    }

    /// <summary>A finite number: whole ones within 64 bits are <see cref="Value.Integer"/>, all others <see cref="Value.Real"/>.</summary>
    public sealed record Number : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "number";

        private protected override Canon CanonOf(Value loose) => NumberCanon.Number(loose);
    }

    /// <summary>True or false; <c>yes</c>, <c>no</c>, <c>on</c>, <c>off</c>, <c>y</c>, <c>n</c>, <c>t</c>, <c>f</c>, 1 and 0 in any case are read too.</summary>
    public sealed record Boolean : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "boolean";

        /// <inheritdoc/>
        public override string? ToPage(Value canonical, string? standing) => TextCanon.TextOf(canonical);

        private protected override Canon CanonOf(Value loose) => BooleanCanon.Of(loose);
    }

    /// <summary>A day, <c>yyyy-MM-dd</c>; a moment at midnight is one too.</summary>
    public sealed record Date : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "date";

        private protected override Canon CanonOf(Value loose) => TimeCanon.Date(loose);
    }

    /// <summary>A moment: in UTC where an offset is given, else local without a zone; a day is its midnight.</summary>
    public sealed record Timestamp : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "timestamp";

        /// <inheritdoc/>
        public override string? ToPage(Value canonical, string? standing) => TimeCanon.ToPage(canonical, standing);

        private protected override Canon CanonOf(Value loose) => TimeCanon.Timestamp(loose);
    }

    /// <summary>One of some words, compared exactly.</summary>
    public sealed record Enum(ImmutableArray<string> Words) : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "enum";

        private protected override bool HasEmptyText => Words.Contains("", StringComparer.Ordinal);

        /// <inheritdoc/>
        public bool Equals(Enum? other) => other is not null && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => Words.Aggregate(Words.Length, HashCode.Combine);

        private protected override Canon CanonOf(Value loose)
        {
            var text = TextCanon.TextOf(loose)!;
            return Words.Contains(text, StringComparer.Ordinal)
                ? new Canon.Taken(new Value.Text(text))
                : new Canon.Refused($"is {TextCanon.Quoted(text)}, the column takes {string.Join(", ", Words)}");
        }
    }

    /// <summary>
    /// A list of texts, a JSON array in the database. Text that is no JSON array is a list of that one text, empty text an empty list;
    /// numbers and booleans within an array become texts, arrays and objects within it are refused.
    /// </summary>
    public sealed record List : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "list";

        private protected override bool HasEmptyText => true;

        private protected override Canon CanonOf(Value loose) => JsonCanon.List(loose);
    }

    /// <summary>Anything YAML can say, as JSON: keys in ordinal order, no insignificant blanks, numbers as written. A JSON <c>null</c> is NULL.</summary>
    public sealed record Json : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "json";

        private protected override bool HasEmptyText => true;

        private protected override Canon CanonOf(Value loose) => JsonCanon.Document(loose);
    }

    /// <summary>
    /// A number of hundredths, with or without its sign, rounded to two decimals. <c>45% (5/11 tasks)</c> is 45; the text behind the sign
    /// stays when the number is written. Equal to a page if it rounds to what the page displays.
    /// </summary>
    public sealed record Percent : ColumnType
    {
        /// <inheritdoc/>
        public override string Word => "percent";

        /// <inheritdoc/>
        public override string? ToPage(Value canonical, string? standing) => PercentCanon.ToPage(canonical, standing);

        /// <inheritdoc/>
        public override bool Says(Value canonical, Value page) => PercentCanon.Says(canonical, page);

        private protected override Canon CanonOf(Value loose) => PercentCanon.Of(loose);
    }
}
