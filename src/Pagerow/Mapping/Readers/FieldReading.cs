using Pagerow.Mapping.Values;
using Pagerow.Pages;

namespace Pagerow.Mapping.Readers;

/// <summary>What a column reads from a page.</summary>
/// <param name="Value">The canonical value; NULL where there is none or where it is in trouble.</param>
/// <param name="Standing">The text that stands there, where one does.</param>
/// <param name="Problem">Why the value cannot be read; null: it can.</param>
readonly record struct FieldReading(Value Value, string? Standing = null, Problem? Problem = null)
{
    /// <summary>Nothing stands there.</summary>
    public static FieldReading None => new(Value.Nothing);
}
