using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Sql.Answers;

/// <summary>A problem of a document.</summary>
/// <param name="Document">Whose.</param>
/// <param name="Path">Where its page stands; null where it has none.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record DocumentProblem(DocumentId Document, string? Path, Problem Problem);
