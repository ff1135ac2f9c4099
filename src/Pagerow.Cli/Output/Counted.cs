using System.Globalization;

namespace Pagerow.Cli.Output;

/// <summary>A count and what is counted, as a person says it.</summary>
static class Counted
{
    /// <summary><c>1 document</c>, <c>2 documents</c>.</summary>
    public static string Of(int count, string one) => Of(count, one, $"{one}s");

    /// <summary><c>1 file or folder</c>, <c>2 files or folders</c>.</summary>
    public static string Of(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
