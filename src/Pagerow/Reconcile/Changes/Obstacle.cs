using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Changes;

/// <summary>What keeps a row's edits from getting into their file; the row shows it until they do.</summary>
/// <param name="Document">Whose row.</param>
/// <param name="Reason">Why.</param>
public sealed record Obstacle(DocumentId Document, Problem Reason);
