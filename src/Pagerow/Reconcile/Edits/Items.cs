using System.Collections.Immutable;
using Pagerow.Mapping;

namespace Pagerow.Reconcile.Edits;

/// <summary>
/// Gives child rows the keys they had before: a box or a section that can be recognised keeps its item, a new one gets the next number.
/// Recognised means: by what names it (its number, else heading path and text; of several of one name in their order), wherever it stands
/// now; what then faces each other in equal number behind a known neighbour is taken as edited in place.
/// </summary>
public static class Items
{
    // Above it a client's own items may stand; new ones are never counted on from there, or they would run over.
    const long HighestItem = 1L << 62;

    /// <summary>The record with the items of the one before it; without one, items count from 1.</summary>
    public static Record Keep(Record? before, Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (before is null)
            return record;
        var tasks = Align([.. before.Tasks.Select(t => (t.Item, Name(t)))], [.. record.Tasks.Select(Name)]);
        var sections = Align([.. before.Sections.Select(s => (s.Item, Name(s)))], [.. record.Sections.Select(Name)]);
        var renumbered = Renumbered(record.Tasks, tasks);
        return record with
        {
            Tasks = [.. record.Tasks.Select((t, i) => t with { Item = tasks[i], Parent = t.Parent is { } p ? renumbered[p] : null })],
            Sections = [.. record.Sections.Select((s, i) => s with { Item = sections[i] })],
        };
    }

    /// <summary>The items of <paramref name="after"/>, given the items and names of what stood before. An item below 1 is none yet, and is given one.</summary>
    public static ImmutableArray<long> Align(ImmutableArray<(long Item, string Name)> before, ImmutableArray<string> after)
    {
        var origins = Origins(before, after);
        var next = before.Where(b => b.Item < HighestItem).Select(b => b.Item).Append(0).Max();
        return [.. origins.Select(o => o >= 0 && before[o].Item > 0 ? before[o].Item : ++next)];
    }

    // For each place the one before that is the same, or -1.
    static int[] Origins(ImmutableArray<(long Item, string Name)> before, ImmutableArray<string> after)
    {
        var origins = new int[after.Length];
        Array.Fill(origins, -1);
        var taken = new bool[before.Length];
        int start = 0, oldEnd = before.Length, newEnd = after.Length;
        for (; start < oldEnd && start < newEnd && before[start].Name == after[start]; start++)
            Take(start, start);
        while (oldEnd > start && newEnd > start && before[oldEnd - 1].Name == after[newEnd - 1])
            Take(--oldEnd, --newEnd);
        var places = Enumerable.Range(start, oldEnd - start).GroupBy(i => before[i].Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new Queue<int>(g), StringComparer.Ordinal);
        for (var i = start; i < newEnd; i++)
        {
            if (places.TryGetValue(after[i], out var old) && old.TryDequeue(out var at))
                Take(at, i);
        }

        EditedInPlace(origins, taken);
        return origins;

        void Take(int old, int now)
        {
            origins[now] = old;
            taken[old] = true;
        }
    }

    // A run of strangers behind a known neighbour faces the run that stood behind it before: as many on both sides are the same, edited.
    static void EditedInPlace(int[] origins, bool[] taken)
    {
        for (var now = 0; now < origins.Length; now++)
        {
            if (origins[now] >= 0)
                continue;
            var end = now;
            while (end < origins.Length && origins[end] < 0)
                end++;
            var old = now == 0 ? 0 : origins[now - 1] + 1;
            var oldEnd = old;
            while (oldEnd < taken.Length && !taken[oldEnd])
                oldEnd++;
            if (oldEnd - old == end - now)
            {
                for (; now < end; now++, old++)
                    (origins[now], taken[old]) = (old, true);
            }

            now = end;
        }
    }

    static Dictionary<long, long> Renumbered(ImmutableArray<TaskRow> tasks, ImmutableArray<long> items)
    {
        var renumbered = new Dictionary<long, long>(tasks.Length);
        for (var i = 0; i < tasks.Length; i++)
            renumbered[tasks[i].Item] = items[i];
        return renumbered;
    }

    static string Name(TaskRow task) => task.Number is { } number ? $"#{number}" : $"{task.Section}\n{task.Text}";

    static string Name(SectionRow section) => section.Path is null ? "" : section.Path;
}
