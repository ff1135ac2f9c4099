using System.Collections.Immutable;

namespace Pagerow.Mapping.Puts;

/// <summary>Where the sections or boxes of a page are by now, while edits add and remove some.</summary>
sealed class Ordinals
{
    readonly int[] _places;
    readonly Dictionary<int, int> _lastAdded = [];

    /// <summary>The places after edits that may have moved anything: items are told by their names.</summary>
    public Ordinals(ImmutableArray<string> before, ImmutableArray<string> now) => _places = Alignment.Of(before, now);

    /// <summary>Where an item is by now, or -1: it is gone, or never was.</summary>
    public int this[int ordinal] => ordinal >= 0 && ordinal < _places.Length ? _places[ordinal] : -1;

    /// <summary>The place of an item or, if it is gone, of the nearest one before it; -1 where there is none.</summary>
    public int AtOrBefore(int ordinal)
    {
        for (var i = Math.Min(ordinal, _places.Length - 1); i >= 0; i--)
        {
            if (_places[i] >= 0)
                return _places[i];
        }

        return -1;
    }

    /// <summary>Notes that items went away.</summary>
    public void Remove(int at, int count)
    {
        for (var i = 0; i < _places.Length; i++)
            _places[i] = _places[i] < at ? _places[i] : _places[i] < at + count ? -1 : _places[i] - count;
    }

    /// <summary>Notes that a new item stands at a place, added behind an anchor.</summary>
    public void Add(int at, int anchor)
    {
        Shift(_places, at);
        foreach (var key in _lastAdded.Keys.ToArray())
            _lastAdded[key] += _lastAdded[key] >= at ? 1 : 0;
        _lastAdded[anchor] = at;
    }

    /// <summary>The last item that was added behind an anchor, so that the next one comes behind it; else <paramref name="otherwise"/>.</summary>
    public int LastAddedBehind(int anchor, int otherwise) => _lastAdded.GetValueOrDefault(anchor, otherwise);

    static void Shift(int[] places, int from)
    {
        for (var i = 0; i < places.Length; i++)
            places[i] += places[i] >= from ? 1 : 0;
    }
}
