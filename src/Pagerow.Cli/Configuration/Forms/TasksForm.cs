namespace Pagerow.Cli.Configuration.Forms;

/// <summary>The keys of <c>tasks</c>.</summary>
static class TasksForm
{
    public static readonly FormKey Fences = new("fences", new Shape.Flag(), "Counts check boxes inside code fences too.");

    /// <summary>Check boxes with options.</summary>
    public static readonly Form Form = new("'tasks'", [Fences], []);

    /// <summary>On or off, or on with options.</summary>
    public static readonly Shape Shape = new Shape.Either([new Shape.Flag(), new Shape.Map(Form)]);
}
