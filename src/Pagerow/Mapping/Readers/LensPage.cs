using Pagerow.Mapping.Collections;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Outlines;

namespace Pagerow.Mapping.Readers;

/// <summary>A page as the lens of a collection sees it: frontmatter read once, body outlined once and only if something asks for it.</summary>
sealed class LensPage
{
    Body? _body;

    public LensPage(Collection collection, PagePath path, PageText page)
    {
        Collection = collection;
        Path = path;
        Front = Frontmatter.Read(page);
        Trouble = Front.PageTrouble ?? (ConflictMarkers.MayBeIn(page.Text) ? ConflictMarkers.Find(Body) : null);
    }

    /// <summary>Whose page it is.</summary>
    public Collection Collection { get; }

    /// <summary>Where it stands.</summary>
    public PagePath Path { get; }

    /// <summary>Its frontmatter.</summary>
    public Frontmatter Front { get; }

    /// <summary>Why nothing of it can be trusted or written; null: it can.</summary>
    public Problem? Trouble { get; }

    /// <summary>The page.</summary>
    public PageText Page => Front.Page;

    /// <summary>Its body with its outline.</summary>
    public Body Body => _body ??= new(Page, Front.BodyStart, Collection.BoxesInFences ? OutlineOptions.BoxesInFences | OutlineOptions.BoxesBehindOpenFence : OutlineOptions.None);

    /// <summary>How many of the outline's sections are no rows: the first where nothing stands above the first heading.</summary>
    public int HiddenSections => Body.Outline.Sections is [{ Content.Length: 0 }, ..] ? 1 : 0;

    /// <summary>The same page with other text.</summary>
    public LensPage With(PageText page) => ReferenceEquals(page, Page) ? this : new(Collection, Path, page);
}
