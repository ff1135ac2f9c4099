namespace Pagerow.Cli.Configuration.Forms;

/// <summary>The keys of the whole file.</summary>
static class RootForm
{
    public static readonly FormKey Database = new("database", new Shape.Text(), "SQLite below .pagerow/, as in sqlite:.pagerow/pagerow.db; ${PAGEROW_...} is expanded. Others come by --database or PAGEROW_DATABASE.");
    public static readonly FormKey Ignore = new("ignore", new Shape.List(new Shape.Text()), "Names or places of files and folders that are never looked at, beside node_modules.");
    public static readonly FormKey Conflicts = new("conflicts", ConflictsForm.Shape, "Who wins where both sides changed the same place; the loser is always kept.");
    public static readonly FormKey Retention = new("retention", RetentionForm.Shape, "How much of the history is kept; days, or days, versions and megabytes.");
    public static readonly FormKey Collections = new("collections", new Shape.MapOf(new Shape.Map(CollectionForm.Form)), "The tables; of two whose patterns match a path, the first has it.");

    /// <summary>The file.</summary>
    public static readonly Form Form = new("pagerow.yaml", [Database, Ignore, Conflicts, Retention, Collections], []);
}
