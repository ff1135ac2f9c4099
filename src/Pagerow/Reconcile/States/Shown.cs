using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Pagerow.Mapping;
using Pagerow.Mapping.Values;

namespace Pagerow.Reconcile.States;

/// <summary>
/// What a row showed when Pagerow last wrote or read it: one digest a face. A row edit is a row whose faces differ from these, never a
/// row that differs from what the page would give (last good values, coercion and newer readers would look like edits).
/// A digest is a <see cref="FaceDigest"/> over the values' spellings.
/// </summary>
/// <param name="Path">Digest of the column <c>path</c>.</param>
/// <param name="Body">Digest of <c>body</c>.</param>
/// <param name="Extra">Digest of <c>extra</c>.</param>
/// <param name="Columns">One digest a configured column, in order.</param>
/// <param name="Tasks">Item and digest of each box row, by position.</param>
/// <param name="Sections">Item and digest of each section row, by position.</param>
public sealed record Shown(
    ulong Path,
    ulong Body,
    ulong Extra,
    ImmutableArray<ulong> Columns,
    ImmutableArray<ShownItem> Tasks,
    ImmutableArray<ShownItem> Sections)
{
    const byte Version = 3;

    /// <summary>What a row shows as it was read.</summary>
    public static Shown Of(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of(row.Path, row.Values, row.Body, row.Extra, row.Tasks, row.Sections);
    }

    /// <summary>What a row will show once this record is written to it.</summary>
    public static Shown Of(string? path, Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Of(path, record.Values, record.Body, record.Extra, record.Tasks, record.Sections);
    }

    /// <summary>
    /// What a row shows, its child rows told in the order of the page that was made of it: what the row's newer edits are measured against
    /// once that page stands in the file. Child rows that the page has not are left out, so that they are new ones still; what only the page
    /// has stands there as <see cref="ShownItem.Hidden"/>, so that nobody takes it for removed.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="page">What the page gives, with the row's items.</param>
    public static Shown Of(Row row, Record page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var (now, then) = (Of(row), Of(row.Path, page));
        return now with { Tasks = InOrder(now.Tasks, then.Tasks), Sections = InOrder(now.Sections, then.Sections) };
    }

    /// <summary>The form in which the ledger keeps it.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[1 + (8 * 3) + 12 + (8 * Columns.Length) + (16 * (Tasks.Length + Sections.Length))];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), Columns.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), Tasks.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(9), Sections.Length);
        var at = 13;
        foreach (var digest in (ReadOnlySpan<ulong>)[Path, Body, Extra, .. Columns])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), digest);
            at += 8;
        }

        foreach (var (item, digest) in Tasks.Concat(Sections))
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), item);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at + 8), digest);
            at += 16;
        }

        return bytes;
    }

    /// <summary>What <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It was written by another version, or is damaged.</exception>
    public static Shown FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 37 || bytes[0] != Version || bytes.Length != 37 + (8L * Count(bytes, 1)) + (16L * (Count(bytes, 5) + Count(bytes, 9))))
            throw new InvalidDataException("The ledger's note of what a row showed is damaged.");
        var columns = new ulong[BinaryPrimitives.ReadInt32LittleEndian(bytes[1..])];
        var tasks = new ShownItem[BinaryPrimitives.ReadInt32LittleEndian(bytes[5..])];
        var sections = new ShownItem[BinaryPrimitives.ReadInt32LittleEndian(bytes[9..])];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Digest(bytes, 37 + (8 * i));
        var at = ReadItems(bytes, 37 + (8 * columns.Length), tasks);
        ReadItems(bytes, at, sections);
        return new(Digest(bytes, 13), Digest(bytes, 21), Digest(bytes, 29), [.. columns], [.. tasks], [.. sections]);
    }

    /// <inheritdoc/>
    public bool Equals(Shown? other) =>
        other is not null && Path == other.Path && Body == other.Body && Extra == other.Extra && Columns.SequenceEqual(other.Columns)
        && Tasks.SequenceEqual(other.Tasks) && Sections.SequenceEqual(other.Sections);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Body, Extra, Columns.Length, Tasks.Length, Sections.Length);

    static ImmutableArray<ShownItem> InOrder(ImmutableArray<ShownItem> row, ImmutableArray<ShownItem> page)
    {
        var digests = row.ToDictionary(i => i.Item, i => i.Digest);
        return [.. page.Select(i => digests.TryGetValue(i.Item, out var digest) ? i with { Digest = digest } : new(ShownItem.Hidden, 0))];
    }

    static ulong Digest(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    static long Count(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    static int ReadItems(ReadOnlySpan<byte> bytes, int at, ShownItem[] items)
    {
        for (var i = 0; i < items.Length; i++, at += 16)
            items[i] = new(BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]), Digest(bytes, at + 8));
        return at;
    }

    static Shown Of(
        string? path, ImmutableArray<Value> values, string? body, string? extra, ImmutableArray<TaskRow> tasks, ImmutableArray<SectionRow> sections) => new(
        FaceDigest.Of(path),
        FaceDigest.Of(body),
        FaceDigest.Of(extra),
        [.. values.Select(v => FaceDigest.Of(v.Spelling))],
        [.. tasks.Select(t => new ShownItem(t.Item, Digest(t)))],
        [.. sections.Select(s => new ShownItem(s.Item, Digest(s)))]);

    static ulong Digest(TaskRow task) =>
        FaceDigest.Of(task.Text, task.State, task.Done ? "1" : "0", task.Number, task.Section, task.Parent?.ToString(CultureInfo.InvariantCulture));

    static ulong Digest(SectionRow section) =>
        FaceDigest.Of(section.Heading, section.Path, section.Level.ToString(CultureInfo.InvariantCulture), section.Content);
}
