namespace Pagerow.EndToEnd.Torture;

/// <summary>All that both sides have written since the last time everything was seen to stand on both.</summary>
public sealed class Ledger
{
    readonly Lock _lock = new();
    readonly List<Written> _open = [];
    int _number;

    /// <summary>How many edits were carried out so far, by side.</summary>
    public Dictionary<char, int> Counts { get; } = new() { ['f'] = 0, ['r'] = 0 };

    /// <summary>How many edits were excused so far, by reason.</summary>
    public Dictionary<string, int> Excuses { get; } = [];

    /// <summary>What was carried out and not yet forgotten.</summary>
    public IReadOnlyList<Written> Open
    {
        get
        {
            lock (_lock)
                return [.. _open.Where(w => w.IsDone)];
        }
    }

    /// <summary>Notes an edit before it is made, so that whoever drops it unseen can tell.</summary>
    public Written Begin(char side, string document, Place place)
    {
        lock (_lock)
        {
            var written = new Written($"{side}{++_number:D6}", document, place);
            _open.Add(written);
            return written;
        }
    }

    /// <summary>Notes that it was carried out.</summary>
    public void Done(Written written)
    {
        ArgumentNullException.ThrowIfNull(written);
        lock (_lock)
        {
            written.IsDone = true;
            Counts[written.Token[0]]++;
        }
    }

    /// <summary>Excuses edits from standing on both sides.</summary>
    public void Excuse(string reason, Func<Written, bool> which)
    {
        lock (_lock)
        {
            foreach (var written in _open.Where(w => w.Excuse is null && which(w)))
            {
                written.Excuse = reason;
                Excuses[reason] = Excuses.GetValueOrDefault(reason) + 1;
            }
        }
    }

    /// <summary>Begins anew, after everything was found.</summary>
    public void Forget()
    {
        lock (_lock)
            _open.Clear();
    }
}
