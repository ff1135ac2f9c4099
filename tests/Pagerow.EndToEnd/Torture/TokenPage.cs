using System.Text;

namespace Pagerow.EndToEnd.Torture;

/// <summary>The pages of the load: how they begin, and how an editor adds a token to one.</summary>
public static class TokenPage
{
    /// <summary>How many columns each side has for itself.</summary>
    public const int Columns = 10;

    const string LastLine = "The end.\n";

    /// <summary>The configuration that reads them.</summary>
    public static string Configuration { get; } = $$"""
        collections:
          docs:
            files: "{folder}/{name}.md"
            key: id
            columns:
              id: text
              title: text
        {{string.Concat(Enumerable.Range(0, Columns).Select(i => $"      f{i}: text\n      r{i}: text\n"))}}
              file_list: list
              row_list: list
            tasks: true
            sections: true

        """;

    /// <summary>A page without tokens.</summary>
    public static string Plain(string key) => $"""
        ---
        id: {key}
        title: Document {key}
        {string.Concat(Enumerable.Range(0, Columns).Select(i => $"f{i}:\nr{i}:\n"))}file_list: [none]
        row_list: [none]
        ---

        # Document {key}

        ## Row sections

        Rows add sections behind this one.

        ## Row boxes

        - [ ] the box of the rows

        ## File sections

        Files add sections behind this one.

        ## File boxes

        - [ ] the box of the files

        ## End

        {LastLine}
        """;

    /// <summary>Whether a page is whole: whoever edits another one would edit what is half written.</summary>
    public static bool IsWhole(string page, string key)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.StartsWith($"---\nid: {key}\n", StringComparison.Ordinal) && page.EndsWith(LastLine, StringComparison.Ordinal);
    }

    /// <summary>The page with one more token; itself where that place is taken.</summary>
    public static string With(string page, Place place, string token, int column)
    {
        ArgumentNullException.ThrowIfNull(page);
        return place switch
        {
            Place.Column => page.Replace($"\nf{column}:\n", $"\nf{column}: {token}\n", StringComparison.Ordinal),
            Place.Box => Before(page, "\n## End\n", $"- [ ] box {token}\n"),
            Place.Section => Before(page, "## File boxes\n", $"## Section {token}\n\nA file says {token}.\n\n"),
            Place.Key => Before(page, "f0:", $"{token}: {token}\n"),
            Place.Entry => page.Replace("\nfile_list: [none", $"\nfile_list: [none, {token}", StringComparison.Ordinal),
            _ => throw new ArgumentOutOfRangeException(nameof(place), place, null),
        };
    }

    /// <summary>How often a token stands in a page once it was put into that place.</summary>
    public static int TimesOf(Place place) => place is Place.Section or Place.Key ? 2 : 1;

    static string Before(string page, string mark, string text) =>
        page.IndexOf(mark, StringComparison.Ordinal) is var at and >= 0 ? new StringBuilder(page).Insert(at, text).ToString() : page;
}
