namespace Pagerow.Pages.Outlines;

/// <summary>What a page does in most places, so that what is added looks like the rest of it.</summary>
interface IBodyHabits
{
    /// <summary>The line end that most lines have; LF where there is none.</summary>
    string LineEnd { get; }

    /// <summary>The bullet of the first check box that has one, not a number.</summary>
    string Bullet { get; }

    /// <summary>How much further than its parent the first nested check box is indented; null where none is.</summary>
    string? InnerIndent { get; }

    /// <summary>Whether a blank line stands below most headings.</summary>
    bool IsSpaced { get; }
}
