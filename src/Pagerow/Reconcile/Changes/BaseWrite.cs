using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile.Changes;

/// <summary>Changes what is agreed on about one document.</summary>
public abstract record BaseWrite
{
    BaseWrite() { }

    /// <summary>
    /// A new agreement. Where the same <see cref="Change"/> inserts the row, the document is the inserted one and
    /// <see cref="Base.Document"/> of <paramref name="Base"/> is ignored but for its collection.
    /// </summary>
    /// <param name="Base">What is agreed on.</param>
    public sealed record Agree(Base Base) : BaseWrite;

    /// <summary>The document is no more on either side.</summary>
    public sealed record Forget(DocumentId Document, string Part) : BaseWrite;
}
