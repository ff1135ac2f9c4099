using System.IO.Compression;
using System.Text;

namespace Pagerow.EndToEnd.Torture;

/// <summary>All that a root keeps besides its pages and rows: the versions in the database, and the pages that were displaced or thrown away.</summary>
/// <param name="History">Every version of the database.</param>
/// <param name="Files">Every file that was displaced or put in the trash.</param>
public sealed record Kept(string History, string Files)
{
    static readonly string[] Folders = ["displaced", "trash"];

    /// <summary>Reads it all.</summary>
    public static async Task<Kept> ReadAsync(TestRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var history = new StringBuilder();
        foreach (var blob in await root.SqlAsync("SELECT size || '|' || encoding || '|' || hex(content) FROM pagerow_blobs"))
        {
            var parts = blob.Split('|');
            var (bytes, content) = (new byte[int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)], Convert.FromHexString(parts[2]));
            if (parts[1] == "0")
                bytes = content;
            else
                Assert.True(BrotliDecoder.TryDecompress(content, bytes, out _), "a version of the database cannot be read");
            history.AppendLine(Encoding.UTF8.GetString(bytes));
        }
        var files = Folders.Select(f => root.At($".pagerow/{f}")).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles);
        return new(history.ToString(), string.Join('\n', files.Select(File.ReadAllText)));
    }
}
