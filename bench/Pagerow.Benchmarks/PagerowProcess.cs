using System.Diagnostics;

namespace Pagerow.Benchmarks;

/// <summary>Runs the product as people do: a process of what the script <c>pagerow</c> built.</summary>
static class PagerowProcess
{
    static readonly Lazy<string> Executable = new(Build);

    /// <summary>Runs a command to its end and takes the time; anything but success throws.</summary>
    public static Task<Finished> RunAsync(params string[] arguments) => RunOtherAsync(Executable.Value, null, arguments);

    /// <summary>Runs any program to its end and takes the time; anything but success throws.</summary>
    public static async Task<Finished> RunOtherAsync(string program, string? folder, params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = StartAny(program, folder, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var took = Stopwatch.GetElapsedTime(started);
        return process.ExitCode == 0 ? new(took, output) : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }

    /// <summary>Starts a command that goes on.</summary>
    public static Process Start(params string[] arguments) => StartAny(Executable.Value, null, arguments);

    static Process StartAny(string program, string? folder, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder ?? "" })
        ?? throw new InvalidOperationException($"{program} did not start.");

    // The script builds where sources are newer, and then runs what it built; that is asked of it once.
    static string Build()
    {
        var checkout = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(checkout, "Pagerow.slnx")))
            checkout = Path.GetDirectoryName(checkout) ?? throw new InvalidOperationException("The benchmarks run within a checkout.");
        using var script = StartAny(Path.Combine(checkout, "pagerow"), null, ["--version"]);
        script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        return Path.Combine(checkout, "artifacts", "run", "Pagerow.Cli");
    }

    /// <summary>A process that ended well.</summary>
    /// <param name="Took">From its start to its end.</param>
    /// <param name="Output">What it said.</param>
    public sealed record Finished(TimeSpan Took, string Output);
}
