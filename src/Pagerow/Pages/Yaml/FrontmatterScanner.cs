using System.Buffers;
using System.Collections.Immutable;
using Pagerow.Pages.Nodes;

namespace Pagerow.Pages.Yaml;

/// <summary>
/// Reads the frontmatter that most pages have, keys with one-line values, simple lists and maps of such, without the YAML library, and
/// several times faster. Everything else it gives up at once; where it does not, it agrees with <see cref="YamlReader"/> in every node
/// and place, which a test holds it to.
/// </summary>
ref struct FrontmatterScanner
{
    const int MaxKey = 200;
    const int MaxDepth = 16;

    static readonly SearchValues<char> Unusual = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c).Where(c => c is not ('\n' or '\r')), .. Enumerable.Range(0x7F, 33).Select(c => (char)c), '\u2028', '\u2029', '\uFEFF', '\uFFFE', '\uFFFF']);

    static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ");

    static readonly SearchValues<char> Indicators = SearchValues.Create("-?:,[]{}#&*!|>'\"%@`");

    static readonly SearchValues<char> NotInFlow = SearchValues.Create(":[]{}#&*!|>'\"%@`");

    readonly string _text;
    readonly int _end;
    int _at;
    int _lineEnd;

    FrontmatterScanner(string text, int start, int end)
    {
        _text = text;
        _end = end;
        _at = start;
        _lineEnd = start;
    }

    /// <summary>Reads a block, by lines where that is certain and by the library where it is not.</summary>
    public static FrontmatterReading Read(string text, int start, int end) =>
        TryRead(text, start, end) ?? YamlReader.Read(text, start, end);

    /// <summary>The reading; null where the block is more than this scanner is sure of.</summary>
    public static FrontmatterReading? TryRead(string text, int start, int end)
    {
        var block = text.AsSpan(start, end - start);
        if (block.Length > YamlReader.MaxLength || block.ContainsAny(Unusual) || HasLoneReturn(block))
            return null;
        var scanner = new FrontmatterScanner(text, start, end);
        return scanner.Map(0, 0) is { } root && !scanner.NextContent() ? Meaning.Judge(text, new(root, [], [])) : null;
    }

    static bool HasLoneReturn(ReadOnlySpan<char> block)
    {
        for (var at = block.IndexOf('\r'); at >= 0;)
        {
            if (at + 1 >= block.Length || block[at + 1] != '\n')
                return true;
            var next = block[(at + 1)..].IndexOf('\r');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    /// <summary>Goes to the first line, from here on, that is neither blank nor a comment.</summary>
    bool NextContent()
    {
        for (; _at < _end; _at = FrontmatterBlock.NextLine(_text, _at))
        {
            var line = FrontmatterBlock.Line(_text, _at);
            _lineEnd = _at + line.Length;
            var body = line.TrimStart(' ');
            if (!body.IsEmpty && body[0] != '#')
                return true;
        }

        return false;
    }

    /// <summary>The keys from here on that stand in one column; a line in another column ends them. Null where there are none, or one is unusual.</summary>
    Node.Map? Map(int indent, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var end = 0;
        while (NextContent() && Indent() == indent)
        {
            if (Field(indent, depth) is not { } entry)
                return null;
            entries.Add(entry);
            end = Math.Max(entry.Colon, entry.Value.Span.End);
        }

        return entries.Count == 0 ? null : new(Span.Between(entries[0].KeySpan.Start, end), entries.DrainToImmutable(), CollectionStyle.Block);
    }

    Entry? Field(int indent, int depth)
    {
        var start = _at + indent;
        var line = _text.AsSpan(start, _lineEnd - start);
        var length = line.IndexOf(':');
        if (length <= 0 || length > MaxKey || !(char.IsAsciiLetterOrDigit(line[0]) || line[0] == '_') || line[length - 1] == ' ')
            return null;
        if (line[..length].ContainsAnyExcept(KeyCharacters) || (length + 1 < line.Length && line[length + 1] != ' '))
            return null;
        var key = new Span(start, length);
        var colon = start + length + 1;
        var value = Behind(colon);
        _at = FrontmatterBlock.NextLine(_text, _at);
        var node = value < 0 ? Below(colon, indent, depth) : OneLine(value, _lineEnd);
        return node is null ? null : new Entry(key.Of(_text), key, node) { Colon = colon };
    }

    /// <summary>The first character of a value behind a colon or dash on this line; -1 where there is none.</summary>
    readonly int Behind(int at)
    {
        while (at < _lineEnd && _text[at] == ' ')
            at++;
        return at == _lineEnd || (_text[at] == '#' && _text[at - 1] == ' ') ? -1 : at;
    }

    /// <summary>The list or map on the lines below a key, or nothing.</summary>
    Node? Below(int colon, int indent, int depth)
    {
        var child = NextContent() ? Indent() : -1;
        if (child >= indent && IsDash(child))
            return List(child);
        if (child > indent)
            return depth < MaxDepth ? Map(child, depth + 1) : null;
        return new Node.Scalar(new(colon, 0), "", ScalarStyle.Plain);
    }

    readonly bool IsDash(int indent) =>
        _text[_at + indent] == '-' && (_at + indent + 1 == _lineEnd || _text[_at + indent + 1] == ' ');

    Node.Sequence? List(int indent)
    {
        var first = _at + indent;
        var items = ImmutableArray.CreateBuilder<Node>();
        while (NextContent() && Indent() == indent && IsDash(indent))
        {
            var dash = _at + indent;
            var value = Behind(dash + 1);
            _at = FrontmatterBlock.NextLine(_text, _at);
            var item = value < 0 ? new Node.Scalar(new(dash + 1, 0), "", ScalarStyle.Plain) : Leaf(value, _lineEnd);
            if (item is null)
                return null;
            items.Add(item);
        }

        return new(Span.Between(first, items[^1].Span.End), items.DrainToImmutable(), CollectionStyle.Block);
    }

    readonly int Indent()
    {
        var at = _at;
        while (_text[at] == ' ')
            at++;
        return at - _at;
    }

    readonly Node? OneLine(int at, int end) => _text[at] == '[' ? Flow(at, end) : Leaf(at, end);

    readonly Node.Scalar? Leaf(int at, int end)
    {
        var rest = _text.AsSpan(at, end - at);
        if (rest[0] is '\'' or '"')
            return Quoted(at, end) is { } quoted && EndsAt(quoted.Span.End, end) ? quoted : null;
        var comment = rest.IndexOf(" #");
        rest = (comment < 0 ? rest : rest[..comment]).TrimEnd(' ');
        if (Indicators.Contains(rest[0]) && !(rest[0] == '-' && rest.Length > 1 && char.IsAsciiLetterOrDigit(rest[1])))
            return null;
        return rest[^1] == ':' || rest.Contains(": ", StringComparison.Ordinal) ? null : new Node.Scalar(new(at, rest.Length), rest.ToString(), ScalarStyle.Plain);
    }

    /// <summary>A quoted text without escapes that ends on its line.</summary>
    readonly Node.Scalar? Quoted(int at, int end)
    {
        var rest = _text.AsSpan(at + 1, end - at - 1);
        var close = rest.IndexOf(_text[at]);
        if (close < 0 || (close + 1 < rest.Length && rest[close + 1] == '\'') || rest[..close].Contains('\\'))
            return null;
        var style = _text[at] == '"' ? ScalarStyle.DoubleQuoted : ScalarStyle.SingleQuoted;
        return new(new(at, close + 2), rest[..close].ToString(), style);
    }

    readonly bool EndsAt(int at, int end)
    {
        var rest = _text.AsSpan(at, end - at);
        var body = rest.TrimStart(' ');
        return body.IsEmpty || (body[0] == '#' && body.Length < rest.Length);
    }

    readonly Node.Sequence? Flow(int start, int end)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        for (var at = start + 1; ;)
        {
            at = SkipBlanks(at, end);
            if (at < end && _text[at] == ']' && items.Count == 0)
                return EndsAt(at + 1, end) ? new(Span.Between(start, at + 1), [], CollectionStyle.Flow) : null;
            var item = at >= end ? null : _text[at] is '\'' or '"' ? Quoted(at, end) : FlowPlain(at, end);
            if (item is null)
                return null;
            items.Add(item);
            at = SkipBlanks(item.Span.End, end);
            if (at < end && _text[at] == ']')
                return EndsAt(at + 1, end) ? new(Span.Between(start, at + 1), items.DrainToImmutable(), CollectionStyle.Flow) : null;
            if (at >= end || _text[at++] != ',')
                return null;
        }
    }

    readonly int SkipBlanks(int at, int end)
    {
        while (at < end && _text[at] == ' ')
            at++;
        return at;
    }

    readonly Node.Scalar? FlowPlain(int at, int end)
    {
        var rest = _text.AsSpan(at, end - at);
        var stop = rest.IndexOfAny(',', ']');
        if (stop <= 0 || rest[0] is '-' or '?')
            return null;
        var plain = rest[..stop].TrimEnd(' ');
        return plain.IsEmpty || plain.ContainsAny(NotInFlow) ? null : new Node.Scalar(new(at, plain.Length), plain.ToString(), ScalarStyle.Plain);
    }
}
