using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pagerow.Benchmarks;

/// <summary><c>pagerow watch</c> as its own process, past its first pass.</summary>
sealed partial class WatchProcess : IAsyncDisposable
{
    const int Terminate = 15;

    readonly Process _process;
    readonly Task _drain;

    WatchProcess(Process process)
    {
        _process = process;
        _drain = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Resident memory now, in MB (10⁶ bytes).</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>The most it ever had, in MB (10⁶ bytes).</summary>
    public double PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>The processor time that it took so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and returns when it says that it watches.</summary>
    public static async Task<WatchProcess> StartAsync(Root root)
    {
        var process = PagerowProcess.Start("watch", root.Folder, "--json");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("\"event\":\"watching\"", StringComparison.Ordinal))
                return new(process);
        }

        throw new InvalidOperationException("The watch ended before it watched.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ = Kill(_process.Id, Terminate);
        await _process.WaitForExitAsync();
        await _drain;
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
