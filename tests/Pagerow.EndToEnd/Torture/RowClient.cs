using System.Diagnostics;

namespace Pagerow.EndToEnd.Torture;

/// <summary>A client in the plain sqlite3 shell that stays connected, as people's own do, and waits for its turn.</summary>
public sealed class RowClient : IDisposable
{
    const string End = "--end--";

    readonly Process _shell;

    /// <summary>Connects to a database.</summary>
    public RowClient(string database)
    {
        _shell = Programs.Start("sqlite3", ["-batch", "-bail", database], Path.GetTempPath());
        _shell.StandardInput.WriteLine(".timeout 60000");
    }

    /// <summary>Runs statements, and fails where one fails; a line for each row.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string sql)
    {
        await _shell.StandardInput.WriteLineAsync($"{sql};\nSELECT '{End}';");
        await _shell.StandardInput.FlushAsync();
        var lines = new List<string>();
        while (await _shell.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == End)
                return lines;
            lines.Add(line);
        }
        throw new InvalidOperationException($"'{sql}' failed: {await _shell.StandardError.ReadToEndAsync()}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Programs.Kill(_shell);
        _shell.Dispose();
    }
}
