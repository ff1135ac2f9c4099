using Pagerow.Pages;

namespace Pagerow.Reconcile;

/// <summary>A page that stands where no base says, or whose key is not its base's: it may be a document that moved here.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Page">Its version.</param>
/// <param name="FileId">Its identity on the file system.</param>
/// <param name="Key">Its key, where its collection has one and the page gives one.</param>
/// <param name="Text">Its text, for likeness; null where it cannot be read.</param>
public sealed record Arrival(PagePath Path, PageHash Page, ulong FileId, string? Key, string? Text);
