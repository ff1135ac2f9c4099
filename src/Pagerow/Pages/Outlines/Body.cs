namespace Pagerow.Pages.Outlines;

/// <summary>A page with its body outlined: what every edit of the body starts from. After an edit, take a new one of the changed page.</summary>
public sealed class Body
{
    IBodyHabits? _habits;

    /// <summary>Outlines the body of a page.</summary>
    /// <param name="page">The whole page.</param>
    /// <param name="start">Where the body begins, behind the frontmatter.</param>
    /// <param name="options">Where else check boxes count.</param>
    public Body(PageText page, int start, OutlineOptions options = OutlineOptions.None)
    {
        ArgumentNullException.ThrowIfNull(page);
        Page = page;
        Start = start;
        Options = options;
        Outline = Outline.Read(page.Text, start, options);
    }

    /// <summary>The whole page.</summary>
    public PageText Page { get; }

    /// <summary>The page's text, frontmatter included.</summary>
    public string Text => Page.Text;

    /// <summary>Where the body begins.</summary>
    public int Start { get; }

    /// <summary>Where else check boxes count.</summary>
    public OutlineOptions Options { get; }

    /// <summary>Its sections and check boxes.</summary>
    public Outline Outline { get; }

    /// <summary>What the page does in most places; its own, unless the body is only a part of the page.</summary>
    internal IBodyHabits Habits
    {
        get => _habits ??= new BodyHabits(this);
        init => _habits = value;
    }

    /// <summary>The body of the page after an edit.</summary>
    internal Body With(PageText page) => _habits is null or BodyHabits ? new(page, Start, Options) : new(page, Start, Options) { Habits = _habits };
}
