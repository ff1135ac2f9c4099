namespace Pagerow.Mapping.Puts;

/// <summary>An edit of a row that the page cannot express, and why, as a sentence for a person.</summary>
public sealed record Refusal(FaceEdit Edit, string Reason);
