using System.Collections.Immutable;
using Pagerow.Pages;
using Pagerow.Pages.Fields;
using Pagerow.Pages.Outlines;

namespace Pagerow.Mapping.Discovery;

/// <summary>What inference keeps of one page.</summary>
/// <param name="HasFrontmatter">Whether it has a block of keys.</param>
/// <param name="HasBoxes">Whether it has check boxes.</param>
/// <param name="HasSubheadings">Whether it has a heading of level 2 or deeper.</param>
/// <param name="Fields">Its top-level keys in page order, those that could be read.</param>
public sealed record PageTraits(bool HasFrontmatter, bool HasBoxes, bool HasSubheadings, ImmutableArray<FieldTrait> Fields)
{
    /// <summary>The traits of a page; never throws.</summary>
    public static PageTraits Of(PageText page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var front = Frontmatter.Read(page);
        var outline = Outline.Read(page.Text, front.BodyStart, OutlineOptions.None);
        var fields = ImmutableArray.CreateBuilder<FieldTrait>();
        foreach (var entry in front.PageTrouble is null ? front.Entries : [])
        {
            if (!entry.IsSpecial && front.ProblemOf([entry.Key]) is null)
                fields.Add(FieldTrait.Of(entry.Key, entry.Value.Resolved));
        }

        return new(fields.Count > 0, !outline.Boxes.IsEmpty, outline.Sections.Any(s => s.Level >= 2), fields.ToImmutable());
    }
}
