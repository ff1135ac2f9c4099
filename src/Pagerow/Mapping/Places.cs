using System.Collections.Immutable;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Patterns;
using Pagerow.Mapping.Puts;
using Pagerow.Mapping.Values;
using Pagerow.Pages;

namespace Pagerow.Mapping;

/// <summary>The paths of documents whose captures are written, or that have no file yet.</summary>
public static class Places
{
    /// <summary>Where a page moves when columns that are captures are written; where it stands, if none is.</summary>
    /// <param name="collection">Whose page it is.</param>
    /// <param name="current">Where it stands.</param>
    /// <param name="edits">What a client changed; everything but captures is passed over.</param>
    public static Placement PathFor(Collection collection, PagePath current, ImmutableArray<FaceEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var captures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var edit in edits.OfType<FaceEdit.SetColumn>())
        {
            var column = collection.Columns[edit.Column];
            if (column.Source is not ColumnSource.Capture(var name))
                continue;
            if (column.Canon(edit.Value) is Canon.Refused(var reason))
                return new Placement.Nowhere($"'{column.Name}' {reason}");
            if (TextOf(column, edit.Value) is not { Length: > 0 } text)
                return new Placement.Nowhere($"'{column.Name}' is a part of the path and cannot be empty");
            captures[name] = text;
        }

        return captures.Count == 0 ? new Placement.At(current) : Filled(collection, captures, current);
    }

    /// <summary>
    /// Where a row that SQL inserted gets its file: the collection's place; without one, the pattern with the columns that are captures,
    /// and the key, else the title's slug, for the last capture, or for a file name that only a wildcard stands for.
    /// </summary>
    /// <param name="collection">Where the row stands.</param>
    /// <param name="values">One value a column, as the database gave them.</param>
    public static Placement Of(Collection collection, ImmutableArray<Value> values)
    {
        ArgumentNullException.ThrowIfNull(collection);
        if (collection.Place is not { } place)
            return Default(collection, values);
        if (!PlaceTemplate.TryParse(place, out var template, out var error))
            return new Placement.Nowhere($"the place of '{collection.Name}' cannot be read: {error.Message}");
        if (!template.TryFill(name => Named(collection, values, name), out var text, out var reason) || !PagePath.TryParse(text, out var path, out reason))
            return new Placement.Nowhere(reason);
        return collection.Files.Matches(path)
            ? new Placement.At(path)
            : new Placement.Nowhere($"the row's place would be '{path}', which the pattern '{collection.Files}' does not match{(collection.Files.WhyHeldOff(path) is { } held ? $": {held}" : "")}");
    }

    static Placement Default(Collection collection, ImmutableArray<Value> values)
    {
        var captures = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < collection.Columns.Length; i++)
        {
            if (collection.Columns[i].Source is ColumnSource.Capture(var capture) && TextOf(collection.Columns[i], values[i]) is { Length: > 0 } text)
                captures[capture] = text;
        }

        var isWild = collection.Files.HasWildName;
        if (!isWild && (collection.Files.Names is not [.., var last] || captures.ContainsKey(last)))
            return Filled(collection, captures, null);
        var name = NameOf(collection, values) ?? "";
        // A wildcard gives nothing back, so that nothing but this keeps a key from leading into another folder.
        if (isWild && !IsFileName(name))
            name = PlaceTemplate.Slug(name);
        if (name.Length == 0)
            return new Placement.Nowhere("the row gets no file: neither its key nor its title gives a name");
        name += collection.Files.Ending;
        if (!isWild)
            captures[collection.Files.Names[^1]] = name;
        return Filled(collection, captures, null, isWild ? name : null);
    }

    static bool IsFileName(string name) => name is [not '.', ..] && PagePath.TryParse(name, out var path, out _) && path.Folder.Length == 0;

    static Placement Filled(Collection collection, Dictionary<string, string> captures, PagePath? current, string? name = null) =>
        collection.Files.TryFill(captures, current, out var path, out var reason, name) ? new Placement.At(path) : new Placement.Nowhere(reason);

    static string? NameOf(Collection collection, ImmutableArray<Value> values)
    {
        if (collection.KeyIndex is var key and >= 0 && TextOf(collection.Columns[key], values[key]) is { Length: > 0 } text)
            return text;
        var title = collection.IndexOf("title");
        for (var i = 0; i < collection.Columns.Length && title < 0; i++)
            title = collection.Columns[i].Source is ColumnSource.Title ? i : -1;
        return title < 0 || TextOf(collection.Columns[title], values[title]) is not { } words ? null : PlaceTemplate.Slug(words);
    }

    static string? Named(Collection collection, ImmutableArray<Value> values, string name)
    {
        var column = collection.IndexOf(name);
        for (var i = 0; i < collection.Columns.Length && column < 0; i++)
            column = collection.Columns[i].Source is ColumnSource.Capture(var capture) && capture == name ? i : -1;
        return column < 0 ? null : TextOf(collection.Columns[column], values[column]);
    }

    static string? TextOf(Column column, Value value) => column.Canon(value) is Canon.Taken(var canonical) ? TextCanon.TextOf(canonical) : null;
}
