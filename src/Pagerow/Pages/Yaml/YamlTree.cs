using System.Collections.Immutable;
using Pagerow.Pages.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using ScalarStyle = Pagerow.Pages.Nodes.ScalarStyle;

namespace Pagerow.Pages.Yaml;

/// <summary>
/// Builds nodes from the YAML library's events, whose places it corrects: the library counts anchors and tags into a value, ends a flow
/// collection before its bracket and a block scalar behind its blank lines. It throws whatever the library throws; <see cref="YamlReader"/> catches.
/// </summary>
sealed class YamlTree
{
    const int MaxDepth = 64;

    readonly YamlSource _source;
    readonly Parser _events;
    readonly Dictionary<string, Node> _anchors;
    readonly List<string> _key = [];
    readonly List<Trouble> _troubles;

    YamlTree(YamlSource source, Dictionary<string, Node> anchors, List<Trouble> troubles)
    {
        _source = source;
        _events = new(new StringReader(source.Yaml));
        _anchors = anchors;
        _troubles = troubles;
    }

    string Text => _source.Page;

    /// <summary>The one value that the source holds; null where it holds none, or more than one document.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="anchors">The anchors seen so far; those of this source are added.</param>
    /// <param name="troubles">Where what cannot be trusted is added.</param>
    public static Node? Read(YamlSource source, Dictionary<string, Node> anchors, List<Trouble> troubles)
    {
        var tree = new YamlTree(source, anchors, troubles);
        tree._events.Consume<StreamStart>();
        if (tree._events.Accept<StreamEnd>(out _))
            return null;
        tree._events.Consume<DocumentStart>();
        var root = tree.Value(0);
        tree._events.Consume<DocumentEnd>();
        tree._events.Consume<StreamEnd>();
        return root;
    }

    Node Value(int depth) => _events.Current switch
    {
        _ when depth > MaxDepth => throw new YamlTooDeepException(_source.Offset(_events.Current!.Start.Index)),
        Scalar scalar => Leaf(scalar),
        AnchorAlias alias => Alias(alias),
        SequenceStart list => Sequence(list, depth),
        MappingStart map => Map(map, depth),
        var other => throw new YamlException($"unexpected {other}"),
    };

    Node.Scalar Leaf(Scalar scalar)
    {
        _events.MoveNext();
        var start = Behind(scalar, scalar.Start.Index);
        var end = Math.Max(start, _source.Offset(scalar.End.Index));
        var style = scalar.Style switch
        {
            YamlDotNet.Core.ScalarStyle.SingleQuoted => ScalarStyle.SingleQuoted,
            YamlDotNet.Core.ScalarStyle.DoubleQuoted => ScalarStyle.DoubleQuoted,
            YamlDotNet.Core.ScalarStyle.Literal => ScalarStyle.Literal,
            YamlDotNet.Core.ScalarStyle.Folded => ScalarStyle.Folded,
            _ => ScalarStyle.Plain,
        };
        if (style is ScalarStyle.Literal or ScalarStyle.Folded)
            end = BlockScalarEnd(start, end);
        return Anchored(new Node.Scalar(Span.Between(start, end), scalar.Value, style), scalar);
    }

    Node Alias(AnchorAlias alias)
    {
        _events.MoveNext();
        var start = _source.Offset(alias.Start.Index);
        var span = Span.Between(start, _source.Offset(alias.End.Index));
        if (_anchors.TryGetValue(alias.Value.Value, out var target))
            return new Node.Alias(span, alias.Value.Value, target);
        Trouble(start, "missing-anchor", $"'{span.Of(Text)}' stands for an anchor that is not above it; quote it if it is text", isRepairable: true);
        return new Node.Scalar(span, span.Of(Text), ScalarStyle.Raw);
    }

    Node.Sequence Sequence(SequenceStart list, int depth)
    {
        _events.MoveNext();
        var isFlow = list.Style == SequenceStyle.Flow;
        var start = Behind(list, list.Start.Index);
        var end = start;
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!_events.Accept<SequenceEnd>(out _))
        {
            items.Add(Value(depth + 1));
            end = items[^1].Span.End;
        }

        end = FlowEnd(_events.Consume<SequenceEnd>(), isFlow, ']', end);
        return Anchored(
            new Node.Sequence(Span.Between(start, end), items.DrainToImmutable(), isFlow ? CollectionStyle.Flow : CollectionStyle.Block), list);
    }

    Node.Map Map(MappingStart map, int depth)
    {
        _events.MoveNext();
        var isFlow = map.Style == MappingStyle.Flow;
        var start = Behind(map, map.Start.Index);
        var end = start;
        var entries = ImmutableArray.CreateBuilder<Entry>();
        while (!_events.Accept<MappingEnd>(out _))
        {
            entries.Add(Entry(depth));
            end = Math.Max(end, Math.Max(entries[^1].Colon, entries[^1].Value.Span.End));
        }

        end = FlowEnd(_events.Consume<MappingEnd>(), isFlow, '}', end);
        return Anchored(
            new Node.Map(Span.Between(start, end), entries.DrainToImmutable(), isFlow ? CollectionStyle.Flow : CollectionStyle.Block), map);
    }

    Entry Entry(int depth)
    {
        var key = Value(depth + 1);
        var name = key is Node.Scalar scalar ? scalar.Text : key.Span.Of(Text);
        var colon = Colon(key.Span.End);
        _key.Add(name);
        var value = Value(depth + 1);
        _key.RemoveAt(_key.Count - 1);
        if (colon >= 0 && value is Node.Scalar { Span.Length: 0, Style: ScalarStyle.Plain, Anchor: null, Tag: null } empty)
            value = empty with { Span = new(colon, 0) };
        var isMerge = key is Node.Scalar { Style: ScalarStyle.Plain, Text: "<<" };
        return new(name, key.Span, value) { Colon = colon, IsSpecial = key is not Node.Scalar || isMerge, KeyNode = key is Node.Scalar ? null : key };
    }

    int Colon(int at)
    {
        while (at < Text.Length && Text[at] is ' ' or '\t')
            at++;
        return at < Text.Length && Text[at] == ':' ? at + 1 : -1;
    }

    int FlowEnd(ParsingEvent end, bool isFlow, char bracket, int lastChild)
    {
        var at = _source.Offset(end.Start.Index);
        return isFlow && at < Text.Length && Text[at] == bracket ? at + 1 : lastChild;
    }

    T Anchored<T>(T node, NodeEvent source) where T : Node
    {
        if (source.Anchor.IsEmpty && source.Tag.IsEmpty)
            return node;
        var start = _source.Offset(source.Start.Index);
        var tag = source.Tag.IsEmpty ? null : Properties(start, node.Span.Start).FirstOrDefault(p => p.StartsWith('!'));
        var result = node with { Anchor = source.Anchor.IsEmpty ? null : source.Anchor.Value, Tag = tag };
        if (result.Anchor is not null)
            _anchors[result.Anchor] = result;
        return (T)result;
    }

    string[] Properties(int start, int end) =>
        Text[start..end].Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The offset of a value behind its anchor and tag, and behind the blanks, line ends and comments between.</summary>
    int Behind(NodeEvent node, long index)
    {
        var at = _source.Offset(index);
        if (node.Anchor.IsEmpty && node.Tag.IsEmpty)
            return at;
        var end = node is Scalar ? _source.Offset(node.End.Index) : Text.Length;
        var behind = at;
        while (at < end && Text[at] is '&' or '!')
        {
            while (at < end && Text[at] is not (' ' or '\t' or '\r' or '\n'))
                at++;
            behind = at;
            at = BehindBlanks(at, end);
        }

        return node is Scalar { Value.Length: 0, Style: YamlDotNet.Core.ScalarStyle.Plain } ? behind : at;
    }

    int BehindBlanks(int at, int end)
    {
        while (at < end && Text[at] is ' ' or '\t' or '\r' or '\n' or '#')
            at = Text[at] == '#' ? Math.Min(end, FrontmatterBlock.NextLine(Text, at)) : at + 1;
        return at;
    }

    /// <summary>The library ends a block scalar behind the blank lines that follow it; a person ends it with its last line.</summary>
    int BlockScalarEnd(int start, int end)
    {
        var header = FrontmatterBlock.Line(Text, start);
        var indicators = header.IndexOfAny(' ', '\t') is var blank and >= 0 ? header[..blank] : header;
        var content = FrontmatterBlock.NextLine(Text, start);
        if (end < content || Text.AsSpan(content, end - content).IsWhiteSpace())
            return start + indicators.Length;
        if (!indicators.Contains('+'))
        {
            var last = start + Text.AsSpan(start, end - start).TrimEnd("\r\n \t").Length;
            return last + FrontmatterBlock.Line(Text, last).Length;
        }

        end -= Text[end - 1] == '\n' ? 1 : 0;
        return end - (Text[end - 1] == '\r' ? 1 : 0);
    }

    void Trouble(int at, string code, string message, bool isRepairable) =>
        _troubles.Add(new([.. _key], PagePlace.Problem(Text, at, code, message), isRepairable));
}
