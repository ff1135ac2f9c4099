using System.Collections.Immutable;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Spelling;

namespace Pagerow.Mapping.Puts;

/// <summary>Puts JSON into a page's frontmatter.</summary>
static class JsonPut
{
    /// <summary>Sets a key. Where what differs can be written, but the key stays as hard to trust as it was, all of the value is written anew.</summary>
    public static FrontmatterEdit Set(Frontmatter page, ImmutableArray<string> key, string document, SetContext context)
    {
        var json = new FieldValue.Json(document);
        var edit = page.Set(key, json, context);
        return edit is FrontmatterEdit.Changed(var changed) && Frontmatter.Read(changed).ProblemOf(key) is not null
            && page.Set(key, new FieldValue.Null(), SetContext.Empty) is FrontmatterEdit.Changed(var emptied)
            ? Frontmatter.Read(emptied).Set(key, json, context)
            : edit;
    }
}
