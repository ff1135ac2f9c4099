using System.Collections.Immutable;
using Pagerow.Merging.Conflicts;
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
    /// <param name="Holes">The holes that are open now, with what each side has there; default: those that were, if any are. Without open pages there are none.</param>
    /// <param name="Unfit">Answers that cannot stand in their holes and are taken back, unless somebody gave another one meanwhile.</param>
    public sealed record Agree(Base Base, ImmutableArray<Hole> Holes = default, ImmutableArray<OpenHole> Unfit = default) : BaseWrite;

    /// <summary>The document is no more on either side.</summary>
    public sealed record Forget(DocumentId Document, string Part) : BaseWrite;
}
