using System.Globalization;

namespace Pagerow.Benchmarks;

/// <summary>How busy the machine is, to be told beside every figure.</summary>
static class Load
{
    /// <summary>The load averages over 1, 5 and 15 minutes, and the number of cores.</summary>
    public static string Now()
    {
        const string averages = "/proc/loadavg";
        var load = File.Exists(averages) ? string.Join(' ', File.ReadAllText(averages).Split(' ').Take(3)) : "unknown";
        return string.Create(CultureInfo.InvariantCulture, $"load {load}, {Environment.ProcessorCount} cores");
    }
}
