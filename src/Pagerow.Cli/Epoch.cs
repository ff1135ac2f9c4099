using System.Globalization;
using Pagerow.Cli.Output;
using Pagerow.Engine.Sides;
using Pagerow.Files;
using Pagerow.Sql;

namespace Pagerow.Cli;

/// <summary>
/// A number that database and folder both remember and that rises as they change together: where one of them remembers less, it was put back to
/// an older state, from a backup perhaps, and what the other one says since then would be taken for edits.
/// </summary>
/// <param name="root">The root.</param>
sealed class Epoch(RootFolder root)
{
    const string Note = "epoch";

    readonly StateFolder _state = new(root);

    /// <summary>What is wrong with a database that remembers this number; null where both remember the same.</summary>
    /// <param name="remembered">The database's number; null where it holds no documents.</param>
    public Diagnostic? WhyNot(long? remembered) => (remembered, Read()) switch
    {
        (null, _) or (_, []) => null,
        ({ } number, var notes) when notes.Contains(number) => null,
        ({ } number, var notes) when number < notes.Min() => Restored("restored-database", "The database was put back to an older state than the folder remembers."),
        _ => Restored("restored-folder", "The folder was put back to an older state than the database remembers."),
    };

    /// <summary>Raises the number in both. Where that fails half way, both are taken to remember the same.</summary>
    public async ValueTask RaiseAsync(SqlDatabase database, CancellationToken cancellation)
    {
        var (now, notes) = (await database.EpochAsync(cancellation) ?? 0, Read());
        var next = Math.Max(now, notes.DefaultIfEmpty(0).Max()) + 1;
        Write(next, now);
        await database.SetEpochAsync(next, cancellation);
        Write(next);
    }

    /// <summary>Raises the number in both if that can be done now; what is in its way is in the way of the next change, too.</summary>
    public async ValueTask TryRaiseAsync(SqlDatabase database)
    {
        try
        {
            await RaiseAsync(database, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DatabaseBusyException or DatabaseFailedException or DatabaseGoneException)
        {
            // A full disk, a busy client, a root that is gone: both remember what they remembered, or the step between.
        }
    }

    static Diagnostic Restored(string code, string what) => new(
        "error", code, $"{what} Nothing was done.", Fix: "put the right one back, or run 'pagerow sync --allow-restored': what differs on either side since they last agreed is then taken for edits, and what loses is kept in the history");

    // The number; while it is being raised, the one before as well. A note that cannot be read is none.
    IReadOnlyList<long> Read()
    {
        try
        {
            return [.. (_state.Read(Note) ?? "").Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).OfType<long>()];
        }
        catch (IOException)
        {
            return [];
        }
    }

    void Write(params ReadOnlySpan<long> numbers) => _state.Write(Note, string.Join(' ', numbers.ToArray().Select(n => n.ToString(CultureInfo.InvariantCulture))) + "\n");
}
