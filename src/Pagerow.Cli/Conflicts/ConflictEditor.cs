using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Pagerow.Cli.Output;
using Pagerow.Files;

namespace Pagerow.Cli.Conflicts;

/// <summary>A conflict's document in the editor that a person uses.</summary>
/// <param name="root">The root.</param>
sealed class ConflictEditor(RootFolder root)
{
    static readonly ImmutableArray<string> Variables = ["VISUAL", "EDITOR"];

    /// <summary>Opens the document and returns when the editor has ended.</summary>
    /// <exception cref="RefusedException">There is no document yet, no editor is named, or it failed.</exception>
    public async Task EditAsync(long number, CancellationToken cancellation)
    {
        var path = Path.Combine(root.Path, RootFolder.State, "conflicts", string.Create(CultureInfo.InvariantCulture, $"{number}.md"));
        if (!File.Exists(path))
            throw Refused("no-document", "The conflict has no document yet.", path, "run 'pagerow sync' first");
        var editor = Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(e => !string.IsNullOrWhiteSpace(e))
            ?? throw Refused("no-editor", "No editor is named.", path, "set VISUAL or EDITOR, or edit the document yourself: what is marked in it is done when it is saved");
        // The variable may hold options as well, as everywhere else.
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", $"/c {editor} \"{path}\"") : new ProcessStartInfo("/bin/sh", ["-c", $"{editor} \"$1\"", "sh", path]);
        using var process = Process.Start(start) ?? throw Refused("no-editor", "The editor could not be started.", editor, "set VISUAL or EDITOR to one that can");
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw Refused("no-editor", $"The editor ended with {process.ExitCode}; nothing was decided.", editor, "try again, or give --take");
    }

    static RefusedException Refused(string code, string what, string where, string fix) => new(ExitCode.Failed, new Diagnostic("error", code, what, where, fix));
}
