using System.Collections.Immutable;
using Pagerow.Merging.Conflicts;

namespace Pagerow.Cli.Configuration.Forms;

/// <summary>The keys of <c>conflicts</c>: a policy for each kind, and one for all others.</summary>
static class ConflictsForm
{
    /// <summary>The words for the policies, in the order of <see cref="ConflictPolicy"/>.</summary>
    public static readonly ImmutableArray<string> Policies = ["files", "rows", "merge", "ask"];

    /// <summary>The words for the kinds, in the order of <see cref="ConflictKind"/>.</summary>
    public static readonly ImmutableArray<FormKey> Kinds =
    [
        Kind("fields", "Frontmatter and labelled lines."),
        Kind("tasks", "Check boxes."),
        Kind("progress", "Percentages."),
        new("sections", new Shape.Either([new Shape.Choice(["files", "rows", "merge", "ask"]), new Shape.MapOf(new Shape.Choice(["files", "rows", "merge", "ask"]))]),
            "Text under headings; or a map of headings, and 'default' for all others."),
        Kind("structure", "Headings, and the order of sections and boxes."),
        Kind("body", "Text outside sections."),
        Kind("path", "The file's place."),
    ];

    public static readonly FormKey Default = Kind("default", "Every kind that is not named here.");

    public static readonly FormKey Window = new("window", new Shape.WholeNumber(), "Minutes: edits that are further apart are asked about where the policy is 'merge'.");

    /// <summary>Policies by kind.</summary>
    public static readonly Form Form = new("'conflicts'", [Default, .. Kinds, Window], []);

    /// <summary>One policy for all, or policies by kind.</summary>
    public static readonly Shape Shape = new Shape.Either([new Shape.Choice(Policies), new Shape.Map(Form)]);

    static FormKey Kind(string name, string about) => new(name, new Shape.Choice(["files", "rows", "merge", "ask"]), about);
}
