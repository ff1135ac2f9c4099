using Pagerow.Pages;

namespace Pagerow.Tests.Merging;

/// <summary>Random pages with frontmatter, sections, boxes and labelled lines, and edits of them that each touch one place.</summary>
sealed class PageMergeTriples(Random random)
{
    static readonly string[] Keys = ["status", "tags", "owner", "meta", "note"];
    static readonly string[] Headings = ["## Tasks", "## Notes", "### Deep", "## Log", "## Notes"];
    int _words;

    /// <summary>A page, and two edits of it.</summary>
    public (PageText Base, PageText File, PageText Row) Next()
    {
        var page = Page();
        var lines = page.Split('\n');
        var small = Small(lines);
        int? meeting = small.Count > 0 && random.Next(3) == 0 ? small[random.Next(small.Count)] : null;
        return (new(page), new(Edited(page, random.Next(0, 4), meeting)), new(Edited(page, random.Next(0, 4), meeting)));
    }

    /// <summary>A text after a number of edits, the first of them of a given line.</summary>
    public string Edited(string page, int edits, int? first = null)
    {
        for (; edits > 0; edits--, first = null)
        {
            var lines = page.Split('\n').ToList();
            Edit(lines, first ?? Place(lines));
            page = string.Join('\n', lines);
        }

        return page;
    }

    /// <summary>A page, and two edits of it that touch a field, box or labelled line each, never the same.</summary>
    public (PageText Base, PageText File, PageText Row) Apart()
    {
        while (true)
        {
            var page = Page();
            var lines = page.Split('\n');
            var small = Small(lines).Where(i => lines.Count(l => l == lines[i]) == 1).ToList();
            if (small.Count < 2)
                continue;
            var (one, other) = (random.Next(small.Count), random.Next(small.Count - 1));
            other += other >= one ? 1 : 0;
            return (new(page), new(Changed(lines, small[one])), new(Changed(lines, small[other])));
        }
    }

    /// <summary>A page with one line changed: a box ticked, or a value.</summary>
    public string Changed(IReadOnlyList<string> lines, int at)
    {
        var changed = lines.ToArray();
        changed[at] = lines[at].StartsWith("- [ ]", StringComparison.Ordinal) ? $"- [x]{lines[at][5..]}" : $"{lines[at][..(lines[at].LastIndexOf(' ') + 1)]}new{++_words}";
        return string.Join('\n', changed);
    }

    /// <summary>The boxes, labelled lines and fields of a page: where both sides meet most.</summary>
    public static List<int> Small(IReadOnlyList<string> lines) => [.. Enumerable.Range(0, lines.Count).Where(i =>
        lines[i].StartsWith("- [", StringComparison.Ordinal) || lines[i].StartsWith("**", StringComparison.Ordinal) || lines[i].Contains(": ", StringComparison.Ordinal))];

    string Page()
    {
        var lines = new List<string>();
        if (random.Next(6) > 0)
        {
            lines.Add("---");
            foreach (var key in Keys.Where(_ => random.Next(4) > 0))
                lines.AddRange(Field(key));
            lines.Add("---");
        }

        lines.Add("# Page");
        lines.Add("");
        lines.Add($"Intro {Word()}.");
        foreach (var heading in Headings.Where(_ => random.Next(4) > 0))
        {
            lines.Add("");
            lines.Add(heading);
            lines.Add("");
            lines.AddRange(Content(heading));
        }

        return string.Join('\n', lines) + "\n";
    }

    IEnumerable<string> Field(string key) => key switch
    {
        "tags" => ["tags:", $"  - {Word()}", $"  - {Word()}"],
        "meta" => ["meta:", $"  one: {Word()}", $"  two: {random.Next(9)}"],
        "note" => ["# a comment", $"note: \"{Word()}\""],
        _ => [$"{key}: {Word()}"],
    };

    IEnumerable<string> Content(string heading) => Enumerable.Range(0, random.Next(1, 5)).Select(i => heading switch
    {
        "## Tasks" => $"- [ ] {(random.Next(2) == 0 ? $"1.{i} " : "")}Do the {Word()} thing",
        "## Log" => $"- {Word()} happened",
        "### Deep" => random.Next(2) == 0 ? $"**{"ABC"[random.Next(3)]}**: {Word()}" : $"**X**: {Word()} | **Progress**: {random.Next(99)}%",
        _ => $"Text {Word()}.",
    });

    string Word() => random.Next(3) == 0 ? "abcdefgh"[random.Next(8)].ToString() : $"w{++_words}";

    int Place(List<string> lines)
    {
        if (random.Next(3) == 0 && Small(lines) is { Count: > 0 } small)
            return small[random.Next(small.Count)];
        // Lines of the frontmatter break more than those of the body do, and are a third of a short page.
        var at = random.Next(lines.Count);
        var behind = lines[0] == "---" ? lines.IndexOf("---", 1) : -1;
        return at <= behind && random.Next(3) > 0 ? random.Next(behind + 1, lines.Count) : at;
    }

    void Edit(List<string> lines, int at)
    {
        var line = lines[at];
        switch (random.Next(7))
        {
            case 0 when line.Contains("- [", StringComparison.Ordinal):
                lines[at] = line.Contains("[ ]", StringComparison.Ordinal) ? line.Replace("[ ]", "[x]", StringComparison.Ordinal) : line.Replace("[x]", "[-]", StringComparison.Ordinal);
                break;
            case 1 or 2 when line.Contains(' ', StringComparison.Ordinal):
                lines[at] = line[..(line.LastIndexOf(' ') + 1)] + Word();
                break;
            case 3:
                lines.Insert(at, Added(lines, at));
                break;
            case 4:
                lines.RemoveAt(at);
                break;
            case 5 when line.StartsWith("## ", StringComparison.Ordinal):
                Section(lines, at);
                break;
            default:
                lines.Insert(lines.Count - 1, $"- {Word()} happened");
                break;
        }
    }

    // A line of the frontmatter that is none of YAML is rare; it makes the page wait for a person.
    string Added(List<string> lines, int at) => lines[at] switch
    {
        ['-', ' ', '[', ..] => $"- [ ] New {Word()}",
        [' ', ' ', '-', ..] => $"  - {Word()}",
        _ when at > 0 && lines[0] == "---" && at <= lines.IndexOf("---", 1) && random.Next(8) > 0 => $"# {Word()}",
        _ => $"Line {Word()}.",
    };

    void Section(List<string> lines, int at)
    {
        var end = lines.FindIndex(at + 1, l => l.StartsWith("## ", StringComparison.Ordinal));
        end = end < 0 ? lines.Count - 1 : end;
        var section = lines[at..end];
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveRange(at, end - at);
                break;
            case 1:
                lines.RemoveRange(at, end - at);
                lines.InsertRange(lines.Count - 1, section);
                break;
            case 2:
                lines[at] = $"## {Word()}";
                break;
            default:
                lines.InsertRange(at, [$"## New {Word()}", "", $"Text {Word()}.", ""]);
                break;
        }
    }
}
