using System.Text.RegularExpressions;
using Pagerow.Mapping;
using Pagerow.Mapping.Patterns;
using Pagerow.Pages;

namespace Pagerow.Tests.Mapping;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("{name}.md", "a.md", true)]
    [InlineData("{name}.md", "a/b.md", false)]
    [InlineData("{name}.md", ".md", false)]
    [InlineData("*.md", ".a.md", false)]
    [InlineData("*.md", ".md", false)]
    [InlineData("**/*.md", "a/.md", false)]
    [InlineData(".dot/*.md", ".dot/.md", false)]
    [InlineData(".*.md", ".a.md", true)]
    [InlineData("{path...}.md", "a/b/c.md", true)]
    [InlineData("{path...}.md", "c.md", true)]
    [InlineData("**/{name}.md", "c.md", true)]
    [InlineData("**/{name}.md", "a/b/c.md", true)]
    [InlineData("a/**/{name}.md", "a/c.md", true)]
    [InlineData("a/**/{name}.md", "ab/c.md", false)]
    [InlineData("a/**", "a/b/c.md", true)]
    [InlineData("a/**", "a/b/c.markdown", true)]
    [InlineData("a/**", "a/b/c.txt", false)]
    [InlineData("a/{name}.txt", "a/c.txt", true)]
    [InlineData("{name}", "README", false)]
    [InlineData("docs/README", "docs/README", true)]
    [InlineData("{a}/{b...}/{c}.md", "x/y/z/w.md", true)]
    [InlineData("{a}/{b...}/{c}.md", "x/y.md", false)]
    [InlineData("{path...}.md", ".obsidian/a.md", false)]
    [InlineData("{path...}.md", "x/.obsidian/a.md", false)]
    [InlineData("**/{name}.md", "x/.obsidian/a.md", false)]
    [InlineData(".obsidian/{name}.md", ".obsidian/a.md", true)]
    [InlineData(".{tool}/{name}.md", ".obsidian/a.md", true)]
    [InlineData(".{tool}/{name}.md", ".git/a.md", false)]
    [InlineData(".{tool}/{name}.md", ".GIT/a.md", false)]
    [InlineData("{path...}.md", "a/._b.md", false)]
    [InlineData("IP-{id}-{slug}.md", "IP-INF-014-sync.md", true)]
    public void A_path_matches_as_a_whole_or_not(string pattern, string path, bool expected) =>
        Assert.Equal(expected, PathPattern.Of(pattern).Matches(PagePath.Of(path)));

    [Fact]
    public void A_path_that_could_be_taken_in_ever_so_many_ways_is_decided()
    {
        var names = Enumerable.Range(0, 15).Select(i => $"c{i}").ToArray();
        var pattern = names.Aggregate(PathPattern.Of(string.Concat(names.Select(n => $"**/{{{n}}}/")) + "z.md"), (p, n) => p.Holding(n, ["x"]));
        Assert.False(pattern.Matches(PagePath.Of(string.Concat(Enumerable.Repeat("x/", 60)) + "y.md")));
        Assert.True(pattern.Matches(PagePath.Of(string.Concat(Enumerable.Repeat("x/", 60)) + "z.md")));
        Assert.False(pattern.Matches(PagePath.Of(string.Concat(Enumerable.Repeat("x/", 14)) + "z.md")));
        var plain = PathPattern.Of(string.Concat(Enumerable.Repeat("**/a/", 20)) + "z.md");
        Assert.False(plain.Matches(PagePath.Of(string.Concat(Enumerable.Repeat("a/", 60)) + ".x/z.md")));
        Assert.True(plain.Matches(PagePath.Of(string.Concat(Enumerable.Repeat("a/", 60)) + "z.md")));
    }

    [Fact]
    public void A_pattern_of_too_many_pieces_is_none()
    {
        Assert.False(PathPattern.TryParse(string.Concat(Enumerable.Repeat("**/", 300_000)) + "a.md", out _, out _));
        Assert.False(PathPattern.TryParse(string.Concat(Enumerable.Repeat("**/a/", 300_000)) + "a.md", out _, out var error));
        Assert.Contains("pieces", error.Message, StringComparison.Ordinal);
        Assert.False(IgnorePattern.TryParse(string.Concat(Enumerable.Repeat("*a", 300_000)), out _, out _));
    }

    [Theory]
    [InlineData("{folder}/{epic}/{name}.md", "backlog/infra/INF-014.md", "folder=backlog,epic=infra,name=INF-014")]
    [InlineData("{id}-{slug}.md", "014-file-sync.md", "id=014,slug=file-sync")]
    [InlineData("specs/{capability...}/spec.md", "specs/a/b/spec.md", "capability=a/b")]
    [InlineData("**/{name}.md", "a/b/c.md", "name=c")]
    [InlineData("{path...}/{name}.md", "a/b/c.md", "path=a/b,name=c")]
    public void Captures_take_as_little_as_they_can(string pattern, string path, string expected)
    {
        var captures = PathPattern.Of(pattern).Captures(PagePath.Of(path));
        Assert.Equal(expected, string.Join(',', captures!.Value.Select(c => $"{c.Key}={c.Value}")));
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("/a.md", 1, "absolute")]
    [InlineData("C:/a.md", 1, "absolute")]
    [InlineData("a/../b.md", 3, "leaves")]
    [InlineData("a//b.md", 3, "empty segment")]
    [InlineData("a/", 3, "empty segment")]
    [InlineData("a\\b.md", 2, "backslash")]
    [InlineData("a/{b.md", 3, "never closed")]
    [InlineData("a/b}.md", 4, "closes nothing")]
    [InlineData("a/{}.md", 4, "no name")]
    [InlineData("{a}{b}.md", 4, "side by side")]
    [InlineData("{a}/{a}.md", 5, "twice")]
    [InlineData("a**/b.md", 2, "segment of its own")]
    [InlineData("a/.git/b.md", 3, "never looked into")]
    [InlineData(".Pagerow/b.md", 1, "never looked into")]
    public void A_bad_pattern_says_what_is_wrong_and_where(string pattern, int column, string message)
    {
        Assert.False(PathPattern.TryParse(pattern, out _, out var error));
        Assert.Equal(column, error.Column);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_capture_can_be_held_to_values()
    {
        var stories = PathPattern.Of("{folder}/{name}.md").Holding("folder", ["backlog", "active", ".later"]);
        Assert.True(stories.Matches(PagePath.Of("backlog/a.md")));
        Assert.True(stories.Matches(PagePath.Of(".later/a.md")));
        Assert.False(stories.Matches(PagePath.Of("docs/a.md")));
        Assert.False(stories.Matches(PagePath.Of("backlogs/a.md")));
        Assert.True(stories.WantsFolder("active"));
        Assert.False(stories.WantsFolder("docs"));
        Assert.NotEqual(PathPattern.Of("{folder}/{name}.md"), stories);
        Assert.Throws<ArgumentException>(() => stories.Holding("epic", ["a"]));
        Assert.Contains("spans folders", PathPattern.Of("{a...}/b.md").WhyNotHeld("a")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{path...}.md", "a/b", true)]
    [InlineData("{path...}.md", ".obsidian", false)]
    [InlineData("{path...}.md", "a/.obsidian/b", false)]
    [InlineData("{name}.md", "a", false)]
    [InlineData("a/{x}/{name}.md", "a", true)]
    [InlineData("a/{x}/{name}.md", "a/b", true)]
    [InlineData("a/{x}/{name}.md", "a/b/c", false)]
    [InlineData("a/{x}/{name}.md", "ab", false)]
    [InlineData("abc/{name}.md", "ab", false)]
    [InlineData("a/**/b/{name}.md", "a/x/y", true)]
    [InlineData("a/**", "a", true)]
    [InlineData(".github/**", ".github", true)]
    [InlineData("**/{n}.md", "x/.git", false)]
    [InlineData(".{x}/{n}.md", ".git", false)]
    public void Only_folders_that_could_hold_a_match_are_wanted(string pattern, string folder, bool expected) =>
        Assert.Equal(expected, PathPattern.Of(pattern).WantsFolder(folder));

    [Fact]
    public void A_path_is_filled_from_captures_and_from_where_the_page_stands()
    {
        var pattern = PathPattern.Of("{stage}/**/{id}-{slug}.md");
        var like = PagePath.Of("backlog/x/y/INF-14.md");
        Assert.True(pattern.TryFill(new Dictionary<string, string> { ["stage"] = "active" }, like, out var path, out _));
        Assert.Equal("active/x/y/INF-14.md", path.Value);
        Assert.False(pattern.TryFill(new Dictionary<string, string> { ["stage"] = "a/b" }, like, out _, out var reason));
        Assert.Contains("cannot stand for '{stage}'", reason, StringComparison.Ordinal);
        Assert.False(pattern.TryFill(new Dictionary<string, string> { ["stage"] = ".." }, like, out _, out _));
        Assert.False(pattern.TryFill(new Dictionary<string, string> { ["stage"] = ".git" }, like, out _, out _));
        Assert.False(pattern.TryFill(new Dictionary<string, string> { ["stage"] = "" }, like, out _, out _));
        Assert.False(pattern.TryFill(new Dictionary<string, string>(), null, out _, out reason));
        Assert.Contains("nothing is given for '{stage}'", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_patterns_match_like_the_regular_expressions_that_say_the_same()
    {
        const int Seed = 20260807;
        var random = new Random(Seed);
        var matches = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var (text, regex) = RandomPattern(random);
            if (!PathPattern.TryParse(text, out var pattern, out _))
                continue;
            var path = RandomPath(random);
            var expected = Regex.IsMatch(path.Value, regex, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
            Assert.True(expected == pattern.Matches(path), $"seed {Seed}, round {round}: '{text}' on '{path}' should be {expected} ({regex})");
            if (!expected)
                continue;
            matches++;
            for (var folder = path.Folder; folder.Length > 0; folder = folder.Contains('/', StringComparison.Ordinal) ? folder[..folder.LastIndexOf('/')] : "")
                Assert.True(pattern.WantsFolder(folder), $"seed {Seed}, round {round}: '{text}' matches '{path}' and must want '{folder}'");
            var captures = pattern.Captures(path)!.Value.ToDictionary(StringComparer.Ordinal);
            Assert.True(pattern.TryFill(captures, path, out var filled, out var reason), reason);
            Assert.Equal(path, filled);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}: {matches} matches");
        Assert.True(matches > 1_000, $"only {matches} matches");
    }

    [Fact]
    public void A_hostile_pattern_does_not_take_long()
    {
        var pattern = PathPattern.Of(string.Concat(Enumerable.Range(0, 30).Select(i => $"{{a{i}}}-")) + "x/{n}.md");
        Assert.False(pattern.Matches(PagePath.Of(new string('-', 4000) + "/n.md")));
        var deep = PathPattern.Of(string.Concat(Enumerable.Range(0, 30).Select(i => $"{{a{i}...}}/")) + "x/{n}.md");
        Assert.False(deep.Matches(PagePath.Of(string.Concat(Enumerable.Repeat("a/", 1000)) + "n.md")));
    }

    [Theory]
    [InlineData("node_modules", "a/node_modules/b/README.md", true)]
    [InlineData("node_modules", "node_modules.md", false)]
    [InlineData("drafts/", "x/drafts/a.md", true)]
    [InlineData("docs/drafts", "docs/drafts/a/b.md", true)]
    [InlineData("docs/drafts", "x/docs/drafts/a.md", false)]
    [InlineData("*.tmp.md", "x/a.tmp.md", true)]
    [InlineData(".obsidian", "x/.obsidian/a.md", true)]
    [InlineData("archive/**", "archive/a/b.md", true)]
    [InlineData("archive/**", "archive", false)]
    public void Ignored_is_a_page_or_what_is_below_an_ignored_folder(string pattern, string path, bool expected) =>
        Assert.Equal(expected, IgnorePattern.Of(pattern).Covers(path));

    [Fact]
    public void A_layout_says_why_a_file_is_left_out()
    {
        var layout = new Layout(
            [new("stories", PathPattern.Of("{folder}/{name}.md").Holding("folder", ["backlog"]), []), new("pages", PathPattern.Of("{path...}.md"), [])],
            [IgnorePattern.Of("drafts")],
            "");
        Assert.Equal("stories", layout.Of(PagePath.Of("backlog/a.md"))?.Name);
        Assert.Equal("pages", layout.Of(PagePath.Of("x/a.md"))?.Name);
        Assert.Null(layout.WhyNot(PagePath.Of("x/a.md")));
        Assert.Equal("ignored by 'drafts'", layout.WhyNot(PagePath.Of("x/drafts/a.md")));
        Assert.Equal("ignored by 'node_modules'", layout.WhyNot(PagePath.Of("x/node_modules/y/a.md")));
        Assert.Equal("'.obsidian' begins with a dot and no pattern names it", layout.WhyNot(PagePath.Of(".obsidian/a.md")));
        Assert.Equal("'.git' and '.pagerow' are never looked into", layout.WhyNot(PagePath.Of(".git/a.md")));
        Assert.Equal("no collection's pattern matches it", layout.WhyNot(PagePath.Of("x/a.txt")));
        Assert.True(layout.WantsFolder("x/y"));
        Assert.False(layout.WantsFolder("x/node_modules/y"));
        Assert.False(layout.WantsFolder("drafts"));
        Assert.False(layout.WantsFolder(".pagerow"));
    }

    static (string Pattern, string Regex) RandomPattern(Random random)
    {
        const string Dotless = @"(?!(?<=/|^)\.)";
        (string, string)[] pieces =
        [
            ("a", "a"), ("b", "b"), ("/", "/"), ("/", "/"), (".", @"\."), ("-", "-"),
            ("*", $"{Dotless}({Dotless}[^/])*"), ("**/", $"({Dotless}[^/]({Dotless}[^/])*/)*"),
            ("{x}", $"({Dotless}[^/])+"), ("{y}", $"({Dotless}[^/])+"), ("{z...}", $"(?!/)({Dotless}.)+(?<!/)"),
        ];
        var chosen = random.GetItems(pieces, random.Next(1, 7));
        while (chosen.Zip(chosen.Skip(1)).Any(p => p.First.Item1 == "*" && p.Second.Item1[0] == '*'))
            chosen = random.GetItems(pieces, random.Next(1, 7));
        return (string.Concat(chosen.Select(p => p.Item1)) + ".md", "^" + string.Concat(chosen.Select(p => p.Item2)) + @"\.md$");
    }

    static PagePath RandomPath(Random random)
    {
        while (true)
        {
            var text = new string(random.GetItems<char>("aab//-.", random.Next(1, 9))) + ".md";
            if (PagePath.TryParse(text, out var path, out _))
                return path;
        }
    }
}
