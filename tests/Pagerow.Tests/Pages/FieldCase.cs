using System.Collections.Immutable;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Nodes;
using Pagerow.Pages.Spelling;

namespace Pagerow.Tests.Pages;

/// <summary>One field of one page, and what an edit of it may not touch.</summary>
sealed record FieldCase(Frontmatter Front, ImmutableArray<string> Key, Entry Entry, string Path)
{
    public string Place => $"{Path} {string.Join('.', Key)}";

    string Text => Front.Page.Text;

    /// <summary>What is wrong with a page in which the field was set; null: nothing.</summary>
    public string? Check(PageText page, FieldValue value)
    {
        var colon = Entry.Colon;
        if (page.HasBom != Front.Page.HasBom || !page.Text.AsSpan().StartsWith(Text.AsSpan(0, colon)))
            return "bytes before the field changed";
        if (!page.Text.AsSpan(colon).EndsWith(Text.AsSpan(End)))
            return "bytes behind the field changed";
        var after = Frontmatter.Read(page);
        if (after.PageTrouble is not null || after.ProblemOf(Key) is not null || !FrontmatterByteTests.Says(after.Find(Key), value))
            return $"it reads otherwise: {(after.Find(Key) is { } node ? NodeJson.Of(node) : "missing")}";
        return Others(after).SequenceEqual(Others(Front)) ? null : "another field reads otherwise";
    }

    /// <summary>
    /// Where the field ends: a scalar at its last character (an empty one may use the blank behind its colon), a list at the end of its last
    /// line, because an item may be put below.
    /// </summary>
    int End
    {
        get
        {
            var end = Math.Max(Entry.Colon, Entry.Value.Span.End);
            if (Entry.Value is Node.Scalar { Span.Length: 0 })
                return Text[end] == ' ' ? end + 1 : end;
            return Entry.Value is Node.Sequence { Style: CollectionStyle.Block } && Text.IndexOf('\n', end) is var line and >= 0 ? (Text[line - 1] == '\r' ? line - 1 : line) : end;
        }
    }

    IEnumerable<string> Others(Frontmatter front) =>
        front.Entries.Where(e => e.Key != Key[0]).Select(e => $"{e.Key}={NodeJson.Of(e.Value)}");
}
