using System.Diagnostics;
using Pagerow.Sql;
using Pagerow.Sqlite;

namespace Pagerow.Database.Tests;

/// <summary>A SQLite file in a temporary folder; its plain client is the shell.</summary>
public sealed class SqlitePlace : Place
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("pagerow-db-").FullName;

    public string File => Path.Combine(Folder, "pagerow.db");

    public override OpenOutcome Open(DatabaseOptions options) => SqliteDatabase.Open(File, options);

    public override string Client(string sql) => Shell(File, sql);

    /// <summary>Runs SQL in the shell, stopping at the first error.</summary>
    public static string Shell(string file, string sql)
    {
        var start = new ProcessStartInfo("sqlite3", ["-bail", "-batch", "-init", "/dev/null", file]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var shell = Process.Start(start)!;
        shell.StandardInput.Write(".timeout 5000\n" + sql);
        if (!sql.TrimEnd().EndsWith(';'))
            shell.StandardInput.Write(";\n");
        shell.StandardInput.Close();
        var error = shell.StandardError.ReadToEndAsync();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return shell.ExitCode == 0 && error.Result.Length == 0 ? output.TrimEnd('\n') : throw new InvalidOperationException($"{sql}\n{error.Result}");
    }

    protected override void Clear() => Directory.Delete(Folder, recursive: true);
}
