using System.Diagnostics;

namespace Pagerow.EndToEnd;

/// <summary>Starts the programs that the tests are clients of: the built executable, git, the sqlite3 shell.</summary>
public static class Programs
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The executable, of the same configuration as these tests.</summary>
    public static string Pagerow { get; } = Built();

    /// <summary>Runs a program to its end; what outlasts five minutes is killed and fails the test.</summary>
    public static async Task<Ran> RunAsync(string program, IEnumerable<string> arguments, string folder, string input = "")
    {
        using var process = Start(program, arguments, folder);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Longest);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            Kill(process);
        }
    }

    /// <summary>Starts a program with its three streams redirected.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment.Remove("PAGEROW_DATABASE");
        return Process.Start(start)!;
    }

    /// <summary>Ends a process that may have ended.</summary>
    public static void Kill(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }

    static string Built()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Pagerow.Cli", configuration, "Pagerow.Cli.dll"));
        return File.Exists(path) ? path : throw new FileNotFoundException("The executable is not built.", path);
    }
}
