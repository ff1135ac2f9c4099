using Microsoft.Win32.SafeHandles;
using Pagerow.Files.Scanning;
using Pagerow.Files.Watching;
using static Pagerow.Tests.Files.FolderTestRoot;

namespace Pagerow.Tests.Files;

/// <summary>What the kernel gives out for watching, and what is given back.</summary>
public sealed class InotifyTests
{
    [Fact]
    public async Task A_root_that_cannot_be_watched_uses_up_no_instance()
    {
        const int tries = 8;
        await using var root = new FolderTestRoot();
        var missing = Path.Combine(root.Outside, "missing");
        var before = Instances();
        for (var i = 0; i < tries; i++)
            Assert.ThrowsAny<IOException>(() => new InotifySession(missing, Markdown, new(), int.MaxValue));
        // Other tests watch meanwhile.
        Assert.True(Instances() < before + tries);

        static int Instances() => Directory.GetFiles("/proc/self/fd").Count(f => new FileInfo(f).LinkTarget == "anon_inode:inotify");
    }

    [Fact]
    public async Task Folders_that_begin_alike_are_watched_apart()
    {
        await using var root = new FolderTestRoot();
        foreach (var folder in (string[])["a", "a/b", "a/b/c", "a-b", "a0", "ab"])
            root.Write($"{folder}/x.md", "1");
        using var inotify = new SafeFileHandle(Inotify.Open(), ownsHandle: true);
        var folders = new WatchedFolders((int)inotify.DangerousGetHandle(), root.Folder, new Names(Markdown), int.MaxValue);
        folders.WatchAll();
        Assert.Equal(7, folders.Count);
        folders.Remove("a");
        Assert.Equal(4, folders.Count);
        folders.WatchBelow("a");
        folders.WatchBelow("a");
        Assert.Equal(7, folders.Count);
        folders.Remove("a/b/c");
        Assert.Equal(6, folders.Count);
    }
}
