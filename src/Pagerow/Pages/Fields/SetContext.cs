using System.Collections.Immutable;

namespace Pagerow.Pages.Fields;

/// <summary>What an edit of one field may know beside the page itself.</summary>
/// <param name="Base">The frontmatter of the page both sides last agreed on: where the value equals its value, its bytes are restored.</param>
/// <param name="Order">The configured keys in column order: a new key goes behind the nearest one before it that the page has.</param>
public sealed record SetContext(Frontmatter? Base, ImmutableArray<ImmutableArray<string>> Order)
{
    /// <summary>Neither a base nor an order: new keys go last.</summary>
    public static SetContext Empty { get; } = new(null, []);
}
