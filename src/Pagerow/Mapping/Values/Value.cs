using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pagerow.Mapping.Values;

/// <summary>One value of a column. Equality is by content: two equal values are the same to every comparison in Pagerow.</summary>
public abstract record Value
{
    Value() { }

    /// <summary>Nothing.</summary>
    public static Value Nothing { get; } = new Null();

    /// <summary>
    /// The value as text, the same for every database that may have kept it in another type: a boolean is 1 or 0, a day is
    /// <c>yyyy-MM-dd</c>, a moment <c>yyyy-MM-dd HH:mm:ss[.fffffff]</c> with a <c>Z</c> where it is UTC, a list a JSON array. Null for nothing.
    /// </summary>
    public abstract string? Spelling { get; }

    /// <summary>SQL NULL: the field is missing or says nothing.</summary>
    public sealed record Null : Value
    {
        /// <inheritdoc/>
        public override string? Spelling => null;
    }

    /// <summary>Characters, line breaks as LF.</summary>
    public sealed record Text(string Characters) : Value
    {
        /// <inheritdoc/>
        public override string Spelling => Characters;
    }

    /// <summary>A whole number.</summary>
    public sealed record Integer(long Number) : Value
    {
        /// <inheritdoc/>
        public override string Spelling => Number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A number with a fraction, or beyond 64 bits. One that is whole is spelled like an integer: databases keep it as one.</summary>
    public sealed record Real(double Number) : Value
    {
        const double Beyond = 9223372036854775808.0;

        /// <inheritdoc/>
        public override string Spelling => double.IsInteger(Number) && Number is > -Beyond and < Beyond
            ? ((long)Number).ToString(CultureInfo.InvariantCulture)
            : Number.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>True or false.</summary>
    public sealed record Boolean(bool IsTrue) : Value
    {
        /// <inheritdoc/>
        public override string Spelling => IsTrue ? "1" : "0";
    }

    /// <summary>A day.</summary>
    public sealed record Date(DateOnly Day) : Value
    {
        /// <inheritdoc/>
        public override string Spelling => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>A moment: UTC where its kind says so, else a local time without a zone, as the page gave it.</summary>
    public sealed record Timestamp(DateTime Moment) : Value
    {
        /// <inheritdoc/>
        public override string Spelling =>
            Moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + (Moment.Kind == DateTimeKind.Utc ? "Z" : "");

        /// <summary>A moment in UTC is never equal to one without a zone.</summary>
        public bool Equals(Timestamp? other) =>
            other is not null && Moment == other.Moment && (Moment.Kind == DateTimeKind.Utc) == (other.Moment.Kind == DateTimeKind.Utc);

        /// <inheritdoc/>
        public override int GetHashCode() => Moment.GetHashCode();
    }

    /// <summary>A list of texts, in order.</summary>
    public sealed record List(ImmutableArray<string> Items) : Value
    {
        /// <inheritdoc/>
        public override string Spelling => field ??= "[" + string.Join(",", Items.Select(i => $"\"{JsonEncodedText.Encode(i, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"")) + "]";

        /// <inheritdoc/>
        public bool Equals(List? other) => other is not null && Items.SequenceEqual(other.Items, StringComparer.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Aggregate(Items.Length, (hash, item) => HashCode.Combine(hash, item));
    }

    /// <summary>JSON in its canonical form: no insignificant blanks, keys in ordinal order, numbers as they were written.</summary>
    public sealed record Json(string Document) : Value
    {
        /// <inheritdoc/>
        public override string Spelling => Document;
    }
}
