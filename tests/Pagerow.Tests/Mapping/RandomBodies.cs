namespace Pagerow.Tests.Mapping;

/// <summary>Pages with headings, lists, code and comments in every neighbourhood, and texts that fit badly into them.</summary>
static class RandomBodies
{
    static readonly string[] Pieces =
    [
        "# h{0}\n", "## h{0}\n\n", "# h{0} #\ntext\n\n", "  ## in {0}\n", "under {0}\n===\n", "two\nlines {0}\n---\n\n", "#\n",
        "- [ ] a{0}\n", "- [x] b{0}\n\n", "* [ ] c{0}\n", "+   [-] d{0}\n", "1. [ ] e{0}\n", "2. [x] f{0}\n", "10) [ ] g{0}\n\n   below {0}\n",
        "- [ ] k{0}\n  - [ ] in {0}\n    - [x] deep {0}\n", "- [ ] l{0}\n\n  more\n\n  1. [ ] in {0}\n", "  - [ ] m{0}\n", "\t- [ ] n{0}\n",
        "- [ ] 1.{0} o\n", "- [ ] 7. p{0}\nlazy\n", "- plain {0}\n  - [ ] q{0}\n", "- - [ ] r{0}\n", "> - [ ] s{0}\n> - [x] t{0}\n", "- [ ]\n", "- [🔥] u{0}\n",
        "text {0}\n", "text {0}\n\n", "\n", "\n\n", "    code {0}\n", "---\n", "===\n", "***\n", "para\n- [ ] v{0}\n---\n",
        "```\n- [ ] w{0}\n# no\n```\n", "- [ ] x{0}\n  ```\n  - [ ] y\n  ```\n", "<!-- one\n- [ ] no\n-->\n", "<div>\n- [ ] no {0}\n\n", "~~~\n# {0}\n~~~\n\n",
    ];

    static readonly string[] Odd = ["```\nopen\n", "<!-- open\n", "```\n", "> <<<<<<< a\n", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "-\n", "lone\rcr\n"];

    static readonly string[] Texts = ["plain", "1.2 a", "", "  outer  ", "# no", "```", "===", "a\nb", "<!-- a", "[x](y)", "| a |"];

    static readonly string[] States = ["x", " ", "X", "/", "🔥", "]", "", "xx", "\u0600", "e\u0301"];

    static readonly string[] Numbers = ["", "1.2", "7", "#5", "T001", "one", "2.3a"];

    static readonly string[] Contents =
    [
        "new\n", "\nnew\n\n", "", "- [ ] box\n", "text", "```\nopen\n", "```\nclosed\n```\n", "# heading\n", "<!-- open\n", "x\n===\n", "    code\n",
        "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "---\na: 1\n---\n", "...\n", "a\r\nb\n", "- [ ] a\n\n  b\n",
    ];

    /// <summary>A page; one in some has a frontmatter, CRLF, no final newline, or something that hides what is below.</summary>
    public static string Page(Random random)
    {
        var pieces = Enumerable.Range(0, random.Next(3, 25)).Select(i => string.Format(null, random.Next(30) == 0 ? Any(Odd, random) : Any(Pieces, random), i));
        var text = string.Concat(pieces);
        text = random.Next(4) switch
        {
            0 => text.Replace("\n", "\r\n", StringComparison.Ordinal),
            1 => string.Concat(text.Split('\n').Select(l => l + (random.Next(2) == 0 ? "\n" : "\r\n"))),
            2 => text.TrimEnd('\n'),
            _ => text,
        };
        return random.Next(3) == 0 ? text : "---\ntitle: x\n---\n" + text;
    }

    public static string Text(Random random) => Any(Texts, random);

    public static string State(Random random) => Any(States, random);

    public static string Number(Random random) => Any(Numbers, random);

    public static string Content(Random random) => Any(Contents, random);

    static string Any(string[] texts, Random random) => texts[random.Next(texts.Length)];
}
