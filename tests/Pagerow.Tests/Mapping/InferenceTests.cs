using Pagerow.Cli.Configuration;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Discovery;
using Pagerow.Pages;

namespace Pagerow.Tests.Mapping;

public sealed class InferenceTests(Corpus corpus)
{
    [Theory]
    [MemberData(nameof(CorpusPart.Names), MemberType = typeof(CorpusPart))]
    public void A_layout_is_found_for_real_folders_and_reads_back(string name)
    {
        var part = new CorpusPart(corpus, name);
        var text = ConfigurationText.Write(ConfigurationFile.Of(part.Layout));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.True(ConfigurationFile.TryRead(text, "pagerow.yaml", _ => null, out var file, out var errors), string.Join('\n', errors));
        Assert.Equal(text, ConfigurationText.Write(file));
        Assert.Equal(Inference.CatchAll, part.Layout.Collections[^1].Name);
        Assert.InRange(part.Layout.Collections.Length, 1, 12);
        foreach (var collection in part.Layout.Collections)
        {
            var own = part.Pages.Where(p => p.Collection == collection).ToList();
            var records = own.ConvertAll(p => Lens.Get(collection, p.Path, p.Page));
            TestContext.Current.TestOutputHelper?.WriteLine($"{collection.Name}: {own.Count} pages, {records.Count(r => r.PageTrouble is not null)} unreadable, {records.Sum(r => r.Troubled.Length)} fields in trouble, {records.Sum(r => r.Tasks.Length)} boxes, {records.Sum(r => r.Sections.Length)} sections");
        }
    }

    [Theory]
    [InlineData("integer", "5", "-12", "")]
    [InlineData("text", "5", "007", "5")]
    [InlineData("text", "5", "'6'", "7")]
    [InlineData("text", "5", "medium", "7")]
    [InlineData("text", "1.10", "1.2", "1.3")]
    [InlineData("number", "1.5", "1.2", "2")]
    [InlineData("boolean", "true", "false", "~")]
    [InlineData("text", "yes", "no", "yes")]
    [InlineData("date", "2026-01-07", "'2026-01-08'", "")]
    [InlineData("text", "2026-01-07", "2026-13-08", "2026-01-07")]
    [InlineData("timestamp", "2026-01-07", "2026-01-07 12:30", "2026-01-07T12:30:00Z")]
    [InlineData("list", "[a]", "b", "c")]
    [InlineData("json", "{a: 1}", "b", "c")]
    [InlineData("json", "[{a: 1}]", "[b]", "")]
    [InlineData("text", "", "~", "")]
    public void A_type_is_what_every_value_says_and_text_where_they_differ(string type, params string[] values)
    {
        var layout = Infer(values.Select((v, i) => ($"{i}.md", $"---\nx: {v}\n---\n")));
        Assert.Equal(type, layout.Collections[^1].Columns.Single(c => c.Name == "x").Type.Word);
    }

    [Fact]
    public void One_list_among_many_texts_makes_no_list_and_a_key_of_few_pages_no_column()
    {
        var layout = Infer(Enumerable.Range(0, 200).Select(i => ($"{i}.md", $"---\nname: {(i == 7 ? "[Quick Title]" : "text")}\n{(i == 8 ? "rare: 1\n" : "")}---\n")));
        Assert.Equal(["title:text", "name:text"], layout.Collections[^1].Columns.Select(c => $"{c.Name}:{c.Type.Word}"));
    }

    [Fact]
    public void Names_are_fit_for_a_database_and_taken_once()
    {
        var page = "---\nversion: 1\nms.date: 2026-01-07\nTitle: a\ntitle: b\ncSpell:ignore: c\n\u7c7b\u578b: d\n2nd: e\ntasks: f\n---\n";
        var columns = Infer([("a.md", page), ("b.md", page)]).Collections[^1].Columns;
        Assert.Equal(["fm_version", "ms_date", "Title", "title_2", "cspell_ignore", "unnamed", "n_2nd", "fm_tasks"], columns.Select(c => c.Name));
        Assert.Equal(["version", "ms.date", "Title", "title", "cSpell:ignore", "\u7c7b\u578b", "2nd", "tasks"], columns.Select(c => Assert.IsType<ColumnSource.Frontmatter>(c.Source).Key[0]));
    }

    [Fact]
    public void Folders_of_one_kind_become_collections_and_the_rest_is_the_last_one()
    {
        var layout = Infer(
            Enumerable.Range(0, 20).Select(i => ($"work/tasks/{i / 5}/T-{i}.md", $"---\nid: T-{i}\ntitle: t\nstatus: open\n---\n## Why\n\n- [ ] box\n"))
                .Concat(Enumerable.Range(0, 9).Select(i => ($"work/decisions/D-{i}.md", $"---\nuid: same\nowner: me\ndate: 2026-01-0{i + 1}\n---\n# Decision\n")))
                .Concat(Enumerable.Range(0, 6).Select(i => ($"specs/s{i}/spec.md", "# Spec\n## Purpose\n")))
                .Append(("README.md", "# Readme\n"))
                .Append((".obsidian/x.md", "---\nhidden: 1\n---\n"))
                .Append(("node_modules/x/y.md", "---\nhidden: 1\n---\n")));
        Assert.Equal(
            [
                "spec specs/{folder}/spec.md key= tasks=False sections=True title,folder",
                "decisions work/decisions/{name}.md key= tasks=False sections=False title,uid,owner,date",
                "tasks work/tasks/{folder}/{name}.md key=id tasks=True sections=True id,title,status,folder",
                "pages {path...}.md key= tasks=False sections=False title",
            ],
            layout.Collections.Select(c => $"{c.Name} {c.Files} key={c.Key} tasks={c.HasTasks} sections={c.HasSections} {string.Join(',', c.Columns.Select(x => x.Name))}"));
    }

    [Fact]
    public void A_folder_that_no_pattern_can_name_is_left_to_the_last_collection()
    {
        var inference = new Inference();
        for (var i = 0; i < 5; i++)
            inference.Add(PagePath.Found("we\\ird", $"{i}.md"), new PageText("---\na: 1\nb: 2\n---\n"));
        inference.Add(PagePath.Of("x.md"), new PageText("# none\n"));
        inference.Add(PagePath.Of("y.md"), new PageText("# none\n"));
        Assert.Equal(["pages"], inference.Conclude().Collections.Select(c => c.Name));
    }

    [Fact]
    public void Folders_with_braces_and_stars_in_their_names_are_matched_by_wildcards()
    {
        var layout = Infer(Enumerable.Range(0, 5).Select(i => ($"{{{{cookie}}}}/{i}.md", "---\na: 1\nb: 2\n---\n")).Append(("x.md", "")).Append(("y.md", "")).Append(("z.md", "")));
        Assert.Equal("*cookie*/{name}.md", layout.Collections[0].Files.Pattern);
        Assert.Equal("cookie", layout.Of(PagePath.Of("{{cookie}}/3.md"))?.Name);
    }

    [Fact]
    public void The_order_of_pages_does_not_matter()
    {
        var part = new CorpusPart(corpus, "a-backlog");
        var random = new Random(20260811);
        var pages = part.Pages.ToArray();
        random.Shuffle(pages);
        var inference = new Inference();
        foreach (var (_, path, page) in pages.OrderBy(p => p.Path.Folder, StringComparer.Ordinal))
            inference.Add(path, page);
        Assert.Equal(ConfigurationText.Write(ConfigurationFile.Of(part.Layout)), ConfigurationText.Write(ConfigurationFile.Of(inference.Conclude())));
    }

    [Fact]
    public void A_hundred_thousand_pages_in_as_many_folders_are_taken_in_with_bounded_memory()
    {
        var inference = new Inference();
        var traits = PageTraits.Of(new("---\nid: 1\ntitle: a\n---\n"));
        for (var i = 0; i < 100_000; i++)
            inference.Add(PagePath.Of($"a{i % 97}/b{i % 1009}/c{i}/page{i}.md"), traits);
        Assert.Equal(100_000, inference.Pages);
        Assert.Equal(Inference.CatchAll, inference.Conclude().Collections[^1].Name);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) < 400_000_000);
    }

    static Layout Infer(IEnumerable<(string Path, string Text)> pages)
    {
        var inference = new Inference();
        foreach (var (path, text) in pages)
            inference.Add(PagePath.Of(path), new PageText(text));
        return inference.Conclude();
    }
}
