using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Pages;

namespace Pagerow.Tests;

/// <summary>The pages of one folder of the corpus that are UTF-8, as a root of its own, with the layout that inference finds for it.</summary>
public sealed class CorpusPart
{
    public CorpusPart(Corpus corpus, string name)
    {
        var folder = Path.Combine(corpus.Folder, name);
        var inference = new Inference();
        var pages = new List<(PagePath, PageText)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!PagePath.TryParse(Path.GetRelativePath(folder, file), out var path, out _) || !PageText.TryDecode(File.ReadAllBytes(file), out var page, out _))
                continue;
            inference.Add(path, page);
            pages.Add((path, page));
        }

        Layout = inference.Conclude();
        Pages = [.. from page in pages let collection = Layout.Of(page.Item1) where collection is not null select (collection, page.Item1, page.Item2)];
    }

    public static TheoryData<string> Names => ["a-backlog", "b-openspec", "c-tasks", "d-docs", "e-vaults", "f-blogs-adr"];

    public Layout Layout { get; }

    public IReadOnlyList<(Collection Collection, PagePath Path, PageText Page)> Pages { get; }
}
