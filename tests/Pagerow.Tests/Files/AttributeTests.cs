using System.Runtime.InteropServices;
using Pagerow.Files.Trees;

namespace Pagerow.Tests.Files;

/// <summary>What a new file may be done with, and by whom.</summary>
public sealed class AttributeTests
{
    // Version 2, then a tag, the bits and an id each: the owner, a named user, the group, the mask, the others, all with all bits.
    static readonly byte[] EverybodyEverything =
    [
        2, 0, 0, 0,
        1, 0, 7, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        2, 0, 7, 0, 0xFE, 0xFF, 0, 0,
        4, 0, 7, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        0x10, 0, 7, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        0x20, 0, 7, 0, 0xFF, 0xFF, 0xFF, 0xFF,
    ];

    [Fact]
    public async Task A_new_file_in_a_folder_with_an_access_list_cannot_be_run()
    {
        await using var root = new FolderTestRoot();
        Directory.CreateDirectory(root.Path("shared"));
        Assert.SkipUnless(HasList(root.Path("shared")), "this file system keeps no access lists");
        using var tree = Tree.Open(root.Folder);
        tree.WriteNew("shared/new.md", "1"u8, like: null, "shared");
        Assert.True(HasMode("666", root.Path("shared/new.md")));
    }

    [Theory]
    [InlineData("600")]
    [InlineData("640")]
    [InlineData("755")]
    public async Task A_page_that_is_written_anew_keeps_its_bits(string mode)
    {
        await using var root = new FolderTestRoot();
        root.Write("a.md", "1");
        FolderTestRoot.Allow(mode, root.Path("a.md"));
        using var tree = Tree.Open(root.Folder);
        tree.WriteNew("stage.md", "2"u8, "a.md", "");
        Assert.True(HasMode(mode, root.Path("stage.md")));
    }

    static bool HasMode(string mode, string path) => FolderTestRoot.Run("sh", "-c", $"test $(stat -c %a '{path}') = {mode}") == 0;

    static bool HasList(string folder) => SetAttribute(folder, "system.posix_acl_default", EverybodyEverything, EverybodyEverything.Length, 0) == 0;

    [DllImport("libc", EntryPoint = "setxattr", CharSet = CharSet.Ansi), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SetAttribute(string path, string name, byte[] value, nint size, int flags);
}
