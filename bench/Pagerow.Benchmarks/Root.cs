using System.Globalization;

namespace Pagerow.Benchmarks;

/// <summary>A folder of generated pages, 100 files a folder.</summary>
/// <param name="folder">The folder.</param>
/// <param name="pages">How many.</param>
sealed class Root(string folder, int pages)
{
    const int FilesPerFolder = 100;

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>How many pages there are.</summary>
    public int Pages => pages;

    /// <summary>Pagerow's database.</summary>
    public string Database => Path.Combine(folder, ".pagerow", "pagerow.db");

    /// <summary>The path of a page below the root.</summary>
    public static string PathOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number / FilesPerFolder:000}/TASK-{number:000000}.md");

    /// <summary>The path of a page on the disk.</summary>
    public string FileOf(int number) => Path.Combine(folder, PathOf(number));

    /// <summary>Writes all pages.</summary>
    public async Task WriteAsync()
    {
        for (var number = 0; number < pages; number++)
        {
            if (number % FilesPerFolder == 0)
                Directory.CreateDirectory(Path.GetDirectoryName(FileOf(number))!);
            await File.WriteAllTextAsync(FileOf(number), GeneratedPage.Of(number, points: number % 13));
        }
    }

    /// <summary>Saves a page as editors do: beside it, then renamed over it.</summary>
    public void Save(int number, int points)
    {
        var draft = Path.Combine(Path.GetDirectoryName(FileOf(number))!, ".draft~");
        File.WriteAllText(draft, GeneratedPage.Of(number, points));
        File.Move(draft, FileOf(number), overwrite: true);
    }

    /// <summary>Makes the root as it was before its first sync; the configuration stays.</summary>
    public void Forget() => Directory.Delete(Path.Combine(folder, ".pagerow"), recursive: true);
}
