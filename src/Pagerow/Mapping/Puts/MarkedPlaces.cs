using System.Collections.Immutable;
using Pagerow.Pages.Outlines;

namespace Pagerow.Mapping.Puts;

/// <summary>Where the sections or boxes that edits count are in the page that the edits are put into, while they add and remove some.</summary>
/// <param name="before">The names of the items as the edits count them.</param>
/// <param name="now">The names of the items of the page by now: another edit may have moved anything, so that items are told by their names.</param>
/// <param name="marks">The items of the page by now.</param>
sealed class MarkedPlaces(ImmutableArray<string> before, ImmutableArray<string> now, ImmutableArray<StripMark> marks)
{
    readonly int[] _places = Alignment.Of(before, now);
    readonly Dictionary<int, StripMark> _lastAdded = [];

    /// <summary>An item, or null: it is gone, or never was.</summary>
    public StripMark? this[int ordinal] =>
        ordinal >= 0 && ordinal < _places.Length && _places[ordinal] >= 0 && marks[_places[ordinal]] is { Strip: not null } mark ? mark : null;

    /// <summary>An item or, if it is gone, the nearest one before it; null where there is none.</summary>
    public StripMark? AtOrBefore(int ordinal)
    {
        for (var i = Math.Min(ordinal, _places.Length - 1); i >= 0; i--)
        {
            if (this[i] is { } mark)
                return mark;
        }

        return null;
    }

    /// <summary>Notes that a new item was added behind an anchor.</summary>
    public void Add(StripMark added, int anchor) => _lastAdded[anchor] = added;

    /// <summary>The last item that was added behind an anchor, so that the next one comes behind it; null where none was.</summary>
    public StripMark? LastAddedBehind(int anchor) => _lastAdded.GetValueOrDefault(anchor);
}
