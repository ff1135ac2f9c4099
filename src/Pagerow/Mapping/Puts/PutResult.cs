using System.Collections.Immutable;
using Pagerow.Pages;

namespace Pagerow.Mapping.Puts;

/// <summary>A page after edits of its row were put into it.</summary>
/// <param name="Page">The page with every edit that it could take; the same instance where nothing had to change.</param>
/// <param name="Refused">The edits that it could not take.</param>
public sealed record PutResult(PageText Page, ImmutableArray<Refusal> Refused);
