using System.Collections.Immutable;
using Pagerow.Pages.Outlines;

namespace Pagerow.Merging.Structure;

/// <summary>A section with all sections below it.</summary>
/// <param name="Own">The section itself.</param>
/// <param name="Below">The sections directly below it, in page order.</param>
/// <param name="Text">All of it as it stands.</param>
sealed record SectionNode(Section Own, ImmutableArray<SectionNode> Below, string Text)
{
    /// <summary>The tree of a body; its root is what stands above the first heading.</summary>
    public static SectionNode Of(Body body)
    {
        var at = 1;
        return new(body.Outline.Sections[0], Read(body, ref at, 0), body.Text[body.Start..]);
    }

    static ImmutableArray<SectionNode> Read(Body body, ref int at, int above)
    {
        var sections = body.Outline.Sections;
        var nodes = ImmutableArray.CreateBuilder<SectionNode>();
        while (at < sections.Length && sections[at].Level > above)
        {
            var own = sections[at++];
            var below = Read(body, ref at, own.Level);
            var end = at < sections.Length ? sections[at].HeadingSpan.Start : body.Text.Length;
            nodes.Add(new(own, below, body.Text[own.HeadingSpan.Start..end]));
        }

        return nodes.ToImmutable();
    }
}
