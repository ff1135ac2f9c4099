namespace Pagerow.Reconcile.States;

/// <summary>A mark in the feed. Draining it removes it only while its sequence is the same: a later touch marks it anew.</summary>
public readonly record struct FeedEntry(DocumentId Document, long Sequence);
