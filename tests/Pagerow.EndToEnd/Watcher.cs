using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Pagerow.EndToEnd;

/// <summary>A running <c>watch --json</c>.</summary>
public sealed class Watcher : IAsyncDisposable
{
    readonly Process _process;
    readonly List<JsonObject> _events = [];
    readonly StringBuilder _error = new();

    Watcher(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
                _error.AppendLine(line.Data);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has said so far.</summary>
    public IReadOnlyList<JsonObject> Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>What it wrote to standard error.</summary>
    public string Error
    {
        get
        {
            lock (_error)
                return _error.ToString();
        }
    }

    /// <summary>Starts it and returns at once.</summary>
    public static Watcher Begin(string folder, params string[] options) =>
        // A test run in the background of a shell ignores SIGINT, and SIGHUP where it outlives its terminal; a child would inherit that.
        new(Programs.Start("env", ["--default-signal=INT,HUP", "dotnet", Programs.Pagerow, "watch", folder, "--json", .. options], Path.GetTempPath()));

    /// <summary>Starts it and returns once it watches.</summary>
    public static async Task<Watcher> StartAsync(string folder, params string[] options)
    {
        var watcher = Begin(folder, options);
        try
        {
            await Patience.UntilAsync("it watches", () => watcher.Says("watching") || !watcher.IsRunning);
            Assert.True(watcher.IsRunning, $"the watcher ended at once: {watcher.Error}");
            return watcher;
        }
        catch
        {
            await watcher.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether it has said such an event, or a diagnostic with this code.</summary>
    public bool Says(string name) => Events.Any(e => (string?)e["event"] == name || (string?)e["code"] == name);

    /// <summary>Asks it to end, as Ctrl+C does, and returns its exit code.</summary>
    public async Task<int> StopAsync(string signal = "INT")
    {
        await SignalAsync(signal);
        await Patience.UntilAsync("the watcher ends", () => _process.HasExited);
        return _process.ExitCode;
    }

    /// <summary>Sends it a signal.</summary>
    public async Task SignalAsync(string signal) => (await Programs.RunAsync("kill", [$"-{signal}", $"{_process.Id}"], Path.GetTempPath())).Ended(0);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Programs.Kill(_process);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    void Take(string? line)
    {
        // A process that is killed may leave half a line.
        if (line?.EndsWith('}') != true || JsonNode.Parse(line) is not JsonObject said)
            return;
        lock (_events)
            _events.Add(said);
    }
}
