using System.Collections.Immutable;

namespace Pagerow.Pages.Lists;

/// <summary>How items stand in a list that is written in brackets, or with dashes.</summary>
interface IListShape
{
    /// <summary>What of an item changes places with another.</summary>
    Span ItemSpan(int index);

    /// <summary>Writes an item anew.</summary>
    Edit Replace(int index, string value);

    /// <summary>Takes out a run of items, not all.</summary>
    IEnumerable<Edit> Remove(int index, int count);

    /// <summary>Puts items before the one at an index, or behind the last.</summary>
    IEnumerable<Edit> Add(int index, ImmutableArray<string> values);

    /// <summary>Takes out all items.</summary>
    ImmutableArray<Edit> Clear(Slot slot);
}
