using System.Collections.Immutable;

namespace Pagerow.Cli.Configuration.Forms;

/// <summary>The keys of a column.</summary>
static class ColumnForm
{
    /// <summary>The words for the types.</summary>
    public static readonly ImmutableArray<string> Types =
        ["text", "integer", "number", "boolean", "date", "timestamp", "enum", "list", "json", "percent"];

    /// <summary>The words for what is computed.</summary>
    public static readonly ImmutableArray<string> Computations = ["tasks.count", "tasks.done", "tasks.percent", "words"];

    public static readonly FormKey Type = new("type", new Shape.Choice(Types), "What the column holds; text where nothing is said.");
    public static readonly FormKey Values = new("values", new Shape.List(new Shape.Text()), "The words that an enum takes, compared exactly.");
    public static readonly FormKey From = new("from", OneOrMore, "Another frontmatter key than the column's name; a list goes down into nested maps.");
    public static readonly FormKey Line = new("line", new Shape.Text(), "The label of a line such as '**Label**: value'.");
    public static readonly FormKey Section = new("section", OneOrMore, "The heading whose text the column holds; of a list, the first that is present.");
    public static readonly FormKey Path = new("path", new Shape.Text(), "A capture of 'files'; writing the column moves the file.");
    public static readonly FormKey Cell = new("cell", new Shape.List(new Shape.Text()), "A table cell: the label of its row and of its column.");
    public static readonly FormKey Source = new("source", new Shape.Choice(["title"]), "'title': the first heading, else the file's name.");
    public static readonly FormKey Computed = new("computed", new Shape.Choice(Computations), "A read-only figure about the page.");
    public static readonly FormKey Track = new("track", new Shape.Flag(), "Notes every change in the collection's history.");
    public static readonly FormKey Immutable = new("immutable", new Shape.Flag(), "Refuses a change after the first value.");
    public static readonly FormKey Was = new("was", new Shape.Text(), "The column's old name, so that it is renamed and not made anew.");
    public static readonly FormKey Conflicts = new("conflicts", new Shape.Choice(ConflictsForm.Policies), "Who wins where both sides changed this column.");

    /// <summary>The keys that say where the value stands; at most one of them is given.</summary>
    public static readonly ImmutableArray<FormKey> Sources = [From, Line, Section, Path, Cell, Source, Computed];

    /// <summary>A column in full.</summary>
    public static readonly Form Form = new("a column", [Type, Values, .. Sources, Track, Immutable, Was, Conflicts], []);

    /// <summary>A type alone, or a column in full.</summary>
    public static readonly Shape Shape = new Shape.Either([new Shape.Choice(Types), new Shape.Map(Form)]);

    static Shape OneOrMore => new Shape.Either([new Shape.Text(), new Shape.List(new Shape.Text())]);
}
