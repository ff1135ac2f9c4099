namespace Pagerow.Cli.Configuration.Forms;

/// <summary>The keys of <c>retention</c>.</summary>
static class RetentionForm
{
    public static readonly FormKey Days = new("days", new Shape.WholeNumber(), "For how many days events, versions, displaced and deleted pages are kept at least; 0 is for ever.");
    public static readonly FormKey Versions = new("versions", new Shape.WholeNumber(), "How many events of each document are kept, however old.");
    public static readonly FormKey Megabytes = new("megabytes", new Shape.WholeNumber(), "Where all versions together are larger, the oldest go, however young and few.");

    /// <summary>All of it.</summary>
    public static readonly Form Form = new("'retention'", [Days, Versions, Megabytes], []);

    /// <summary>Days alone, or all of it.</summary>
    public static readonly Shape Shape = new Shape.Either([new Shape.WholeNumber(), new Shape.Map(Form)]);
}
