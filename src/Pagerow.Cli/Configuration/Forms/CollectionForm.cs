namespace Pagerow.Cli.Configuration.Forms;

/// <summary>The keys of a collection.</summary>
static class CollectionForm
{
    public static readonly FormKey Files = new("files", new Shape.Text(), "The pattern of its paths: {name} within a folder or file name, {name...} across folders, * and **.");
    public static readonly FormKey Where = new("where", new Shape.MapOf(new Shape.Either([new Shape.Text(), new Shape.List(new Shape.Text())])), "The only values that a capture may have.");
    public static readonly FormKey Key = new("key", new Shape.Text(), "The column that keeps a document's identity through renames.");
    public static readonly FormKey Columns = new("columns", new Shape.MapOf(ColumnForm.Shape), "The table's own columns, in order.");
    public static readonly FormKey Place = new("place", new Shape.Text(), "Where a row that SQL inserts gets its file: {column}, {slug(column)} and captures.");
    public static readonly FormKey Tasks = new("tasks", TasksForm.Shape, "Check boxes as rows.");
    public static readonly FormKey Sections = new("sections", new Shape.Flag(), "Headings and their text as rows.");
    public static readonly FormKey Conflicts = new("conflicts", ConflictsForm.Shape, "Who wins where both sides changed the same place of this collection's documents.");

    /// <summary>A collection.</summary>
    public static readonly Form Form = new("a collection", [Files, Where, Key, Columns, Place, Tasks, Sections, Conflicts], [Files]);
}
