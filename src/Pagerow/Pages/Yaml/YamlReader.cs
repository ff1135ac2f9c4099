using Pagerow.Pages.Nodes;
using YamlDotNet.Core;

namespace Pagerow.Pages.Yaml;

/// <summary>
/// Reads a block as YAML: as it stands, else with the continuation lines of open quotes indented, else key by key, so that one bad value
/// does not hide the others. Never throws.
/// </summary>
static class YamlReader
{
    /// <summary>The most characters a block may have.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>The most values and characters a block may have once its aliases are followed.</summary>
    const int MaxWeight = 1_000_000;

    /// <summary>How deep a block may nest once its aliases are followed: as deep as JSON is read.</summary>
    const int MaxDepth = 64;

    /// <summary>Reads the block between two offsets.</summary>
    public static FrontmatterReading Read(string text, int start, int end)
    {
        if (end - start > MaxLength)
            return FrontmatterReading.Frozen(PagePlace.Problem(text, start, "frontmatter-too-large", "the frontmatter is longer than 256 KiB and is left alone; move text into the body"));
        if (ConflictMarker(text, start, end) is { } marker)
            return FrontmatterReading.Frozen(PagePlace.Problem(text, marker, "conflict-markers", "the frontmatter holds the marks of an unfinished merge; finish it and remove them"));
        try
        {
            var reading = Strict(text, start, end) ?? KeyByKey.Read(text, start, end);
            var weight = NodeWeight.Of(reading.Root);
            if (weight.Depth > MaxDepth)
                return FrontmatterReading.Frozen(TooDeep(text, start));
            if (weight.Size > MaxWeight)
                return FrontmatterReading.Frozen(PagePlace.Problem(text, start, "frontmatter-too-large", "the frontmatter's aliases stand for too much; write fewer of them"));
            return Meaning.Judge(text, reading) with { ReadOnly = Unwritable(text, start, end) };
        }
        catch (YamlTooDeepException e)
        {
            return FrontmatterReading.Frozen(TooDeep(text, e.Offset));
        }
    }

    static Problem TooDeep(string text, int at) =>
        PagePlace.Problem(text, at, "frontmatter-too-deep", "the frontmatter nests more than 64 levels deep and is left alone; flatten it");

    /// <summary>What the source holds; null where the library cannot read it or it holds nothing.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="anchors">The anchors seen so far.</param>
    /// <param name="troubles">Where the fields are added that cannot be trusted, if the result is not null.</param>
    /// <param name="failure">Why the result is null; null where the source is empty.</param>
    /// <exception cref="YamlTooDeepException">It nests too deeply; nothing else is thrown.</exception>
    public static Node? TryTree(YamlSource source, Dictionary<string, Node> anchors, List<Trouble> troubles, out YamlFailure? failure)
    {
        failure = null;
        var before = troubles.Count;
        try
        {
            return YamlTree.Read(source, anchors, troubles);
        }
        catch (YamlException e)
        {
            failure = new(source.Offset(e.Start.Index), e.Message);
        }
        catch (Exception e) when (e is not YamlTooDeepException)
        {
            // The library promises one kind of exception and throws others (InvalidOperationException on an unclosed bracket).
            failure = new(source.Start, e.Message);
        }

        troubles.RemoveRange(before, troubles.Count - before);
        return null;
    }

    static FrontmatterReading? Strict(string text, int start, int end)
    {
        var troubles = new List<Trouble>();
        var root = TryTree(YamlSource.Of(text, start, end), [], troubles, out var failure);
        if (failure is not null)
        {
            var copy = QuoteRepair.Of(text, start, end);
            root = copy is null ? null : TryTree(copy, [], troubles, out failure);
        }

        if (failure is not null)
            return null;
        return root switch
        {
            null => new(new Node.Map(new(end, 0), [], CollectionStyle.Block), [], []),
            Node.Map map => new(map, [.. troubles], []),
            _ => new(null, [], []),
        };
    }

    static int? ConflictMarker(string text, int start, int end)
    {
        for (var at = start; at < end; at = FrontmatterBlock.NextLine(text, at))
        {
            var line = FrontmatterBlock.Line(text, at);
            if (line.Length >= 7 && line[0] is '<' or '>' or '=' && !line[..7].ContainsAnyExcept(line[0]) && (line.Length == 7 || line[7] == ' '))
                return at;
        }

        return null;
    }

    static Problem? Unwritable(string text, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            var c = text[at];
            if (c is '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                continue;
            if (c is (< ' ' and not ('\t' or '\n')) or (>= '\x7F' and <= '\x9F') or '\u2028' or '\u2029' or '\uFEFF')
                return PagePlace.Problem(text, at, "control-character", $"the frontmatter holds the character U+{(int)c:X4}, so it is read but not written; remove it");
        }

        return null;
    }
}
