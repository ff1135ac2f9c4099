using Pagerow.Pages;
using Pagerow.Reconcile;

namespace Pagerow.Engine;

/// <summary>What was decided on some candidates.</summary>
/// <param name="Steps">What is to be done.</param>
/// <param name="Unread">Paths at which nobody could say what stands there; the next look reports them again.</param>
/// <param name="Moving">Those of them that are to be read again at once, because they only changed while they were read.</param>
/// <param name="Failed">Documents, by path or else by name, on which nothing could be decided, which is a defect; they are left as they are.</param>
sealed record Decided(List<Step> Steps, List<PagePath> Unread, List<KeyValuePair<PagePath, Problem>> Moving, List<KeyValuePair<string, Problem>> Failed);
