using System.Collections.Immutable;
using Pagerow.Cli.Configuration.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Mark = Pagerow.Cli.Configuration.Errors.Mark;

namespace Pagerow.Cli.Configuration.Yaml;

/// <summary>Reads YAML into nodes with places. A cloned repository's file is not trusted: size, depth, aliases and tags are limited.</summary>
sealed class YamlReader
{
    const int LargestFile = 1_000_000, Deepest = 16;

    readonly Parser _parser;
    readonly ConfigurationErrors _errors;

    YamlReader(string text, ConfigurationErrors errors)
    {
        _parser = new(new StringReader(text));
        _errors = errors;
    }

    /// <summary>The map that the file is; null, with an error, where it is none. An empty file is an empty map.</summary>
    public static YamlNode.Map? Read(string text, ConfigurationErrors errors)
    {
        if (text.Length > LargestFile)
        {
            errors.Add(new(1, 1), $"the file is larger than {LargestFile} characters");
            return null;
        }

        try
        {
            return new YamlReader(text, errors).File();
        }
        catch (YamlException e)
        {
            errors.Add(Place(e.Start), $"no valid YAML: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            errors.Add(new(1, 1), $"no valid YAML: {e.Message}");
        }

        return null;
    }

    static Mark Place(YamlDotNet.Core.Mark mark) => new((int)mark.Line, (int)mark.Column);

    YamlNode.Map? File()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return new(new(1, 1), []);
        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _errors.Add(Place(second.Start), "a second YAML document; keep one");
        switch (root)
        {
            case YamlNode.Map map:
                return map;
            case YamlNode.Scalar { IsNull: true }:
                return new(root.At, []);
            default:
                _errors.Add(root.At, "the file is a map of keys such as 'collections:'");
                return null;
        }
    }

    YamlNode Node(int depth)
    {
        var start = Place(_parser.Current!.Start);
        if (depth > Deepest)
            throw new YamlException(_parser.Current.Start, _parser.Current.End, "nested too deeply");
        if (_parser.TryConsume<AnchorAlias>(out _))
            return Refused(start, "aliases are not read here; write the value out");
        if (_parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
            _errors.Add(start, "anchors and tags are not read here; take them away");
        if (_parser.TryConsume<Scalar>(out var scalar))
            return new YamlNode.Scalar(start, scalar.Value, scalar.Style == ScalarStyle.Plain);
        return _parser.TryConsume<SequenceStart>(out _) ? List(start, depth) : Map(start, depth);
    }

    YamlNode.List List(Mark start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return new(start, items.ToImmutable());
    }

    YamlNode.Map Map(Mark start, int depth)
    {
        _parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<(YamlNode.Scalar, YamlNode)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlNode.Scalar name)
                _errors.Add(key.At, "a key is one word, not a list or map");
            else if (!seen.Add(name.Text))
                _errors.Add(key.At, $"'{name.Text}' stands here twice; keep one");
            else
                entries.Add((name, value));
        }

        return new(start, entries.ToImmutable());
    }

    YamlNode.Scalar Refused(Mark at, string message)
    {
        _errors.Add(at, message);
        return new(at, "", true);
    }
}
