using System.Security.Cryptography;
using System.Text;
using Pagerow.Pages;

namespace Pagerow.Files;

/// <summary>What of a root is looked at. Asked only about names that are new, from several threads at once; the answers are
/// remembered in the stamps.</summary>
/// <param name="File">Whether a file is a page that a collection wants.</param>
/// <param name="Folder">Whether a folder may hold such pages, so that it is looked into and watched.</param>
/// <param name="WhyNot">Why a page is not wanted, for a person; null where it is.</param>
public sealed record Wanted(Func<PagePath, bool> File, Func<string, bool> Folder, Func<PagePath, string?> WhyNot)
{
    /// <summary>
    /// What the answers follow from, such as the layout's source. Where it is not what it was when a stamp was taken, everything is asked
    /// again; two sets of answers with one source must be equal.
    /// </summary>
    public string Source { get; init; } = "";

    /// <summary>The first eight bytes of the source's hash, as stamps carry it.</summary>
    internal byte[] Digest => SHA256.HashData(Encoding.UTF8.GetBytes(Source))[..8];
}
