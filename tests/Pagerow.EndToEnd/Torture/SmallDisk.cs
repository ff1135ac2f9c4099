using System.Diagnostics;

namespace Pagerow.EndToEnd.Torture;

/// <summary>A small file system in memory, mounted by root, or else in a user namespace whose files are reached through /proc.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    const int Left = 8 * 1024;

    readonly string _place;
    readonly Process? _namespace;

    SmallDisk(string place, Process? ns) => (_place, _namespace) = (place, ns);

    /// <summary>Its folder, as every process sees it.</summary>
    public string Folder => _namespace is null ? _place : $"/proc/{_namespace.Id}/root{_place}";

    string Filler => Path.Combine(Folder, "filler");

    /// <summary>Mounts one at a folder that is made; skips the test, with the reason, where that cannot be done.</summary>
    public static async Task<SmallDisk> MountAsync(string place, string size)
    {
        Directory.CreateDirectory(place);
        var mounted = await Programs.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={size}", "none", place], Path.GetTempPath());
        if (mounted.Exit == 0)
            return new(place, null);
        var ns = Programs.Start("unshare", ["-rm", "sh", "-c", $"mount -t tmpfs -o size={size} none '{place}' && echo mounted && exec cat"], Path.GetTempPath());
        if (await ns.StandardOutput.ReadLineAsync() == "mounted")
            return new(place, ns);
        Assert.Skip($"no small file system can be mounted here: {mounted.Error.Trim()}; {(await ns.StandardError.ReadToEndAsync()).Trim()}");
        throw new UnreachableException();
    }

    /// <summary>Copies a folder's content into it.</summary>
    public async Task FillFromAsync(string folder) => (await Programs.RunAsync("cp", ["-r", $"{folder}/.", Folder], Path.GetTempPath())).Ended(0);

    /// <summary>Leaves no room at all.</summary>
    public async Task FillUpAsync()
    {
        Assert.NotEqual(0, (await Programs.RunAsync("dd", ["if=/dev/zero", $"of={Filler}", "bs=4096", "conv=notrunc", "oflag=append"], Path.GetTempPath())).Exit);
        Assert.InRange(new DriveInfo(Folder).AvailableFreeSpace, 0, Left);
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(Filler);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_namespace is null)
        {
            (await Programs.RunAsync("umount", [_place], Path.GetTempPath())).Ended(0);
            return;
        }
        Programs.Kill(_namespace);
        _namespace.Dispose();
    }
}
