using System.Collections.Immutable;
using Pagerow.Mapping.Readers;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Outlines;

namespace Pagerow.Mapping.Puts;

/// <summary>Edits on their way into a page: what it was, what it is by now, and what it could not take.</summary>
sealed class Putting(LensPage before, ImmutableArray<FaceEdit> edits)
{
    readonly ImmutableArray<Refusal>.Builder _refused = ImmutableArray.CreateBuilder<Refusal>();

    /// <summary>The page that the edits are put into; their ordinals count its tasks and sections.</summary>
    public LensPage Before { get; } = before;

    /// <summary>The page with the edits so far.</summary>
    public LensPage Now { get; private set; } = before;

    /// <summary>Whether no edit changed the page so far.</summary>
    public bool IsUntouched => ReferenceEquals(Before, Now);

    /// <summary>The outcome.</summary>
    public PutResult Result => new(Now.Page, _refused.ToImmutable());

    /// <summary>The edits of one kind, in the order in which they were given.</summary>
    public IEnumerable<T> Of<T>()
        where T : FaceEdit => edits.OfType<T>();

    /// <summary>Notes that an edit cannot be taken.</summary>
    public void Refuse(FaceEdit edit, string reason) => _refused.Add(new(edit, reason));

    /// <summary>
    /// Makes one edit in steps, each on the page that the one before left. All of them are made, or none: at the first that is refused, the
    /// page is what it was.
    /// </summary>
    public bool Take(FaceEdit edit, params ReadOnlySpan<Func<LensPage, Step>> steps)
    {
        var page = Now;
        foreach (var step in steps)
        {
            var (changed, reason) = step(page);
            page = changed is null ? page : page.With(changed);
            reason ??= page.Trouble is { } trouble ? $"the page could not be read any more: {trouble.Message}" : null;
            if (reason is null)
                continue;
            Refuse(edit, reason);
            return false;
        }

        Now = page;
        return true;
    }

    /// <summary>The page's body, cut for many edits; what they make of it is given to <see cref="Made"/>.</summary>
    public Strips Cut(StripCuts cuts) => new(Now.Body, cuts, ConflictMarkers.BeginIn, Objection);

    /// <summary>Takes over what edits made of the body.</summary>
    public void Made(Strips strips) => Now = Now.With(strips.Page);

    string? Objection(PageText page)
    {
        var after = Now.With(page);
        return after.Trouble is { } trouble ? $"the page could not be read any more: {trouble.Message}"
            : after.Front.BodyStart != Now.Front.BodyStart ? "it would begin the body with what reads as frontmatter; begin it with a blank line"
            : null;
    }

    /// <summary>What one step of an edit did.</summary>
    /// <param name="Page">The page afterwards; null where nothing had to change.</param>
    /// <param name="Reason">Why it cannot be done.</param>
    public readonly record struct Step(PageText? Page, string? Reason)
    {
        /// <summary>Nothing had to be done.</summary>
        public static Step Same => default;

        /// <summary>The step that an edit of the body was.</summary>
        public static Step Of(BodyEdit edit) => edit switch
        {
            BodyEdit.Changed(var page) => new(page, null),
            BodyEdit.Refused(var reason) => new(null, reason),
            _ => Same,
        };

        /// <summary>The step that an edit of the frontmatter was.</summary>
        public static Step Of(FrontmatterEdit edit) => edit switch
        {
            FrontmatterEdit.Changed(var page) => new(page, null),
            FrontmatterEdit.Refused(var reason) => new(null, reason),
            _ => Same,
        };
    }
}
