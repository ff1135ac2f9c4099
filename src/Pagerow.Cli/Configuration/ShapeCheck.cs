using System.Collections.Immutable;
using System.Globalization;
using Pagerow.Cli.Configuration.Errors;
using Pagerow.Cli.Configuration.Forms;
using Pagerow.Cli.Configuration.Yaml;

namespace Pagerow.Cli.Configuration;

/// <summary>Compares nodes with the shapes that the forms give them: unknown keys, wrong kinds of value, unknown words.</summary>
sealed class ShapeCheck(ConfigurationErrors errors)
{
    /// <summary>Notes whatever does not have the form.</summary>
    public void Check(YamlNode.Map map, Form form)
    {
        foreach (var (key, value) in map.Entries)
        {
            if (form.Keys.FirstOrDefault(k => k.Name == key.Text) is { } known)
                Check(value, known.Shape, known.Name);
            else
                errors.Add(key.At, Unknown(key.Text, form));
        }

        foreach (var key in form.Required.Where(k => map.Find(k) is null))
            errors.Add(map.At, $"{form.Name} needs '{key.Name}'");
    }

    static string Unknown(string key, Form form)
    {
        if (form == ColumnForm.Form && key == "part")
            return "'part' (documents of several pages) is not available yet";
        var names = form.Keys.Select(k => k.Name).ToImmutableArray();
        return $"{form.Name} has no key '{key}'; {Suggestion.For(key, names)}";
    }

    void Check(YamlNode node, Shape shape, string key)
    {
        var isFit = (node, shape) switch
        {
            (YamlNode.Scalar { IsNull: true }, _) => false,
            (YamlNode.Scalar, Shape.Text) => true,
            (YamlNode.Scalar scalar, Shape.Flag) => scalar.Text is "true" or "false",
            (YamlNode.Scalar scalar, Shape.WholeNumber) => int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            (YamlNode.Scalar scalar, Shape.Choice choice) => choice.Options.Contains(scalar.Text, StringComparer.Ordinal),
            (YamlNode.List list, Shape.List items) => CheckAll(list, items.Item, key),
            (YamlNode.Map map, Shape.Map form) => CheckForm(map, form.Form),
            (YamlNode.Map map, Shape.MapOf values) => CheckValues(map, values.Value),
            (_, Shape.Either either) => CheckEither(node, either, key),
            _ => false,
        };
        if (!isFit)
            errors.Add(node.At, Misfit(node, shape, key));
    }

    bool CheckAll(YamlNode.List list, Shape item, string key)
    {
        foreach (var node in list.Items)
            Check(node, item, key);
        return true;
    }

    bool CheckForm(YamlNode.Map map, Form form)
    {
        Check(map, form);
        return true;
    }

    bool CheckValues(YamlNode.Map map, Shape value)
    {
        foreach (var (name, node) in map.Entries)
            Check(node, value, name.Text);
        return true;
    }

    bool CheckEither(YamlNode node, Shape.Either either, string key)
    {
        if (either.Shapes.FirstOrDefault(s => IsOfKind(node, s)) is not { } shape || node is YamlNode.Scalar { IsNull: true })
            return false;
        Check(node, shape, key);
        return true;
    }

    static bool IsOfKind(YamlNode node, Shape shape) => shape switch
    {
        Shape.List => node is YamlNode.List,
        Shape.Map or Shape.MapOf => node is YamlNode.Map,
        _ => node is YamlNode.Scalar,
    };

    static string Misfit(YamlNode node, Shape shape, string key) => node switch
    {
        YamlNode.Scalar { IsNull: true } => $"'{key}' says nothing; it takes {shape.Words}",
        YamlNode.Scalar scalar when shape is Shape.Choice choice => $"'{key}' is '{scalar.Text}'; {Suggestion.For(scalar.Text, choice.Options)}",
        YamlNode.Scalar scalar => $"'{key}' is '{scalar.Text}'; it takes {shape.Words}",
        YamlNode.List => $"'{key}' takes {shape.Words}, not a list",
        _ => $"'{key}' takes {shape.Words}, not a map",
    };
}
