namespace Pagerow.Tests.Protocol;

/// <summary>A set of fingerprints, eight bytes a state.</summary>
sealed class SeenStates
{
    ulong[] _slots = new ulong[1 << 16];

    public int Count { get; private set; }

    /// <summary>Adds one; false where it was there.</summary>
    public bool Add(ulong fingerprint)
    {
        fingerprint |= fingerprint == 0 ? 1UL : 0;
        if (Count * 10L > _slots.Length * 7L)
            Grow();
        var at = Find(_slots, fingerprint);
        if (_slots[at] == fingerprint)
            return false;
        _slots[at] = fingerprint;
        Count++;
        return true;
    }

    static long Find(ulong[] slots, ulong fingerprint)
    {
        var mask = slots.LongLength - 1;
        var at = (long)(fingerprint >> 8) & mask;
        while (slots[at] != 0 && slots[at] != fingerprint)
            at = (at + 1) & mask;
        return at;
    }

    void Grow()
    {
        var bigger = new ulong[_slots.LongLength * 2];
        foreach (var fingerprint in _slots)
        {
            if (fingerprint != 0)
                bigger[Find(bigger, fingerprint)] = fingerprint;
        }
        _slots = bigger;
    }
}
