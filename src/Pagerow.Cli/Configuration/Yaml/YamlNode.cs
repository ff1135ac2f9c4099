using System.Collections.Immutable;
using Pagerow.Cli.Configuration.Errors;
using Pagerow.Cli.Configuration.Forms;

namespace Pagerow.Cli.Configuration.Yaml;

/// <summary>A value of a configuration, with its place.</summary>
abstract record YamlNode(Mark At)
{
    /// <summary>One text.</summary>
    /// <param name="At">Where it begins, its quote included.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="IsPlain">Whether it stands without quotes.</param>
    public sealed record Scalar(Mark At, string Text, bool IsPlain) : YamlNode(At)
    {
        /// <summary>Whether it says nothing: <c>key:</c>, <c>~</c> or <c>null</c>.</summary>
        public bool IsNull => IsPlain && Text is "" or "~" or "null";

        /// <summary>The place of a character of the text, where it stands on one line without escapes.</summary>
        public Mark Inside(int column) => At.Plus(column - (IsPlain ? 1 : 0));
    }

    /// <summary>A list.</summary>
    public sealed record List(Mark At, ImmutableArray<YamlNode> Items) : YamlNode(At);

    /// <summary>A map, in the file's order, each key once.</summary>
    public sealed record Map(Mark At, ImmutableArray<(Scalar Key, YamlNode Value)> Entries) : YamlNode(At)
    {
        /// <summary>The value at a key that its form names, or null.</summary>
        public YamlNode? Find(FormKey key) => Entries.FirstOrDefault(e => e.Key.Text == key.Name).Value;

        /// <summary>The text at a key, or null where there is none or another kind of value.</summary>
        public Scalar? Text(FormKey key) => Find(key) is Scalar { IsNull: false } scalar ? scalar : null;

        /// <summary>The texts at a key that takes one or a list; empty where there is none.</summary>
        public ImmutableArray<Scalar> Texts(FormKey key) => Find(key) switch
        {
            Scalar { IsNull: false } scalar => [scalar],
            List list => [.. list.Items.OfType<Scalar>().Where(s => !s.IsNull)],
            _ => [],
        };

        /// <summary>Whether a key says <c>true</c>.</summary>
        public bool Says(FormKey key) => Text(key) is { Text: "true" };
    }
}
