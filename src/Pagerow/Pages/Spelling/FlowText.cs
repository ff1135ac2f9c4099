using Pagerow.Pages.Nodes;

namespace Pagerow.Pages.Spelling;

/// <summary>Values on one line, collections in brackets and braces.</summary>
static class FlowText
{
    /// <summary>A value inside brackets or braces, or as a whole collection.</summary>
    public static string Of(WantedValue wanted, Habits habits) => wanted switch
    {
        WantedValue.Null => "null",
        WantedValue.Text text => TextSpelling.InFlow(text.Characters, habits),
        WantedValue.Plain plain => plain.Canonical,
        WantedValue.List list when list.IsMixed => Json(list),
        WantedValue.List { Items: [WantedValue.List inner] } => $"[ {Of(inner, habits)} ]",
        WantedValue.List list => $"[{string.Join(", ", list.Items.Select(i => Of(i, habits)))}]",
        WantedValue.Map map => $"{{{string.Join(", ", map.Members.Select(m => $"{TextSpelling.InFlow(m.Key, habits)}: {Of(m.Value, habits)}"))}}}",
        _ => throw new InvalidOperationException($"{wanted} is no value."),
    };

    /// <summary>
    /// A value as JSON, which is YAML too. Texts and maps in one list are only told from a slip when they are written so; a list alone in
    /// another is parted from it by blanks, or it would look like a wiki link.
    /// </summary>
    static string Json(WantedValue wanted) => wanted switch
    {
        WantedValue.Text text => Quotes.Json(text.Characters),
        WantedValue.List { Items: [WantedValue.List inner] } => $"[ {Json(inner)} ]",
        WantedValue.List list => $"[{string.Join(", ", list.Items.Select(Json))}]",
        WantedValue.Map map => $"{{{string.Join(", ", map.Members.Select(m => $"{Quotes.Json(m.Key)}: {Json(m.Value)}"))}}}",
        _ => wanted.Json,
    };

    /// <summary>A list whose first item is spelled as it stands in the page.</summary>
    public static string Behind(string first, WantedValue.List list, Habits habits) =>
        $"[{string.Join(", ", list.Items.Skip(1).Select(i => Of(i, habits)).Prepend(first))}]";

    /// <summary>A value on a line of its own, behind a dash or a key.</summary>
    public static string Item(WantedValue wanted, Habits habits) => wanted is WantedValue.Text text
        ? new TextSpelling(null, null, CollectionStyle.Block, habits, null, "\n").Of(text.Characters).First()
        : Of(wanted, habits);
}
