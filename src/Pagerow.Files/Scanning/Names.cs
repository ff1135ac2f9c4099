using System.Text;
using System.Text.Unicode;
using Pagerow.Files.Trees;
using Pagerow.Pages;

namespace Pagerow.Files.Scanning;

/// <summary>What a name that was not seen before is taken for, and why it is left out.</summary>
sealed class Names(Wanted wanted)
{
    /// <summary>The folder in a root that holds Pagerow's own state; one elsewhere makes its folder a root of its own.</summary>
    public const string State = ".pagerow";

    /// <summary>The first eight bytes of the hash of what the answers follow from.</summary>
    public byte[] Digest { get; } = wanted.Digest;

    /// <summary>Whether the name belongs to Git or to Pagerow, so that it is never looked into.</summary>
    public static bool IsReserved(ReadOnlySpan<byte> name) =>
        name[0] == '.' && (name.SequenceEqual(".git"u8) || name.StartsWith(".pagerow"u8));

    /// <summary>Whether a path leads into a folder of Git or of Pagerow, in any spelling that some file system takes for it.</summary>
    public static bool IsReserved(PagePath path) => path.Value.Split('/').Any(s =>
        s.Equals(".git", StringComparison.OrdinalIgnoreCase) || s.StartsWith(State, StringComparison.OrdinalIgnoreCase));

    /// <summary>A name's text; where it is not UTF-8, with marks in place of what cannot be read.</summary>
    public static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);

    /// <summary>The path of a folder in a folder.</summary>
    public static string Below(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    /// <summary>What a name is taken for.</summary>
    public StampClass Classify(string folder, ReadOnlySpan<byte> name, EntryKind kind)
    {
        if (IsReserved(name))
            return StampClass.Ignored;
        var path = PagePath.Found(folder, Text(name));
        var looksLikePage = LooksLikePage(path);
        if (!Utf8.IsValid(name))
            return looksLikePage || kind == EntryKind.Folder ? StampClass.LeftOut : StampClass.Ignored;
        return kind switch
        {
            EntryKind.File when wanted.File(path) => StampClass.Page,
            EntryKind.Folder when !looksLikePage => wanted.Folder(path.Value) ? StampClass.Folder : StampClass.Ignored,
            _ => looksLikePage ? StampClass.LeftOut : StampClass.Ignored,
        };
    }

    /// <summary>Whether a folder, and every folder above it, is looked into.</summary>
    public bool WantsFolder(string folder)
    {
        if (folder.Length == 0)
            return true;
        var slash = folder.LastIndexOf('/');
        var path = PagePath.Found("", folder);
        return !IsReserved(path) && !LooksLikePage(path) && wanted.Folder(folder) && WantsFolder(slash < 0 ? "" : folder[..slash]);
    }

    /// <summary>Why a name is left out, for a person.</summary>
    public string WhyLeftOut(PagePath path, ReadOnlySpan<byte> name, EntryKind kind) => kind switch
    {
        _ when !Utf8.IsValid(name) => "its name is not UTF-8; rename it",
        EntryKind.Link => "it is a symbolic link, and links are not followed; put the file itself there",
        EntryKind.Folder => "it is a folder with a page's name; rename the folder to have it looked into",
        EntryKind.Special => "it is no regular file",
        EntryKind.File => wanted.WhyNot(path) ?? "no collection wants it; see 'files:' in pagerow.yaml",
        not (>= EntryKind.File and <= EntryKind.Special) => throw new InvalidOperationException("There is no such kind."),
    };

    bool LooksLikePage(PagePath path) =>
        path.Value.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.Value.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase) || wanted.File(path);
}
