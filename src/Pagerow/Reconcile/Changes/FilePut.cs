using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Changes;

/// <summary>A write to a file as the planner wants it: carried out by the write protocol, with its expectation.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Path">Where.</param>
/// <param name="MovedFrom">With a move: from where.</param>
/// <param name="Expected">The version that must stand there; null for a create.</param>
/// <param name="Target">The page that is put; null for a delete or a move.</param>
/// <param name="Shown">What the row shows while this is done: the new base's, should the row move on meanwhile.</param>
/// <param name="Held">What stands in base and row where the target has open holes; null where it has none.</param>
public sealed record FilePut(FileAction Action, PagePath Path, PagePath? MovedFrom, PageHash? Expected, PageBytes? Target, Shown Shown, HeldPages? Held = null);
