using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>A version of a page, read through its collection: what it shows, or why it cannot be read as a whole.</summary>
public abstract record PageReading
{
    PageReading() { }

    /// <summary>A page that could be read, perhaps with trouble in single fields.</summary>
    public sealed record Legible(PageText Text, Record Record) : PageReading;

    /// <summary>A page that is left alone, and its row frozen, until somebody mends it.</summary>
    public sealed record Illegible(Problem Problem) : PageReading;

    /// <summary>Reads bytes. Total: whatever they are, the answer is one of the two.</summary>
    public static PageReading Of(Collection collection, PagePath path, PageBytes page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (!PageText.TryDecode(page.Bytes.Span, out var text, out var problem))
            return new Illegible(problem);
        var record = Lens.Get(collection, path, text);
        return record.PageTrouble is { } trouble ? new Illegible(trouble) : new Legible(text, record);
    }
}
