using Pagerow.Engine.Sides;
using Pagerow.Files.Trees;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;

namespace Pagerow.Files.Writing;

/// <summary>
/// The third step of protocol H: one atomic rename. It is never undone by swapping back what a user wrote; the stage then holds it, and the engine absorbs it.
/// </summary>
sealed class Put
{
    bool _cannotExchange;

    /// <summary>Whether a file system in this root turned out to have no exchange, so that pages are replaced in two steps.</summary>
    public bool IsInTwoSteps => _cannotExchange;

    /// <summary>Does what the intent says.</summary>
    public PutOutcome Run(Tree tree, FileIntent intent)
    {
        try
        {
            return intent.Action switch
            {
                FileAction.Create => Create(tree, intent),
                FileAction.Replace => Replace(tree, intent),
                FileAction.Delete => Delete(tree, intent),
                FileAction.Move => Move(tree, intent),
                not (>= FileAction.Create and <= FileAction.Move) => throw new ArgumentException("There is no such action.", nameof(intent)),
            };
        }
        catch (FaultException e)
        {
            return e.Fault is Fault.Gone or Fault.Taken or Fault.Link or Fault.WrongKind or Fault.BadName
                ? new PutOutcome.Refused(e.ToProblem())
                : new PutOutcome.Failed(e.ToProblem());
        }
    }

    /// <summary>A page that stands at a path and can be displaced.</summary>
    /// <exception cref="FaultException">There is none.</exception>
    static FileStat Page(Tree tree, string path) => tree.Stat(path) switch
    {
        null => throw new FaultException(Fault.Gone, path, "is not there any more"),
        { Kind: EntryKind.Link } => throw new FaultException(Fault.Link, path, "is a symbolic link"),
        { Kind: EntryKind.File } file => file,
        _ => throw new FaultException(Fault.WrongKind, path, "is not a regular file"),
    };

    static PutOutcome.Refused? RefuseManyNames(FileStat page, string path) => page.Links <= 1 ? null : new(new(
        "hard-linked", $"'{path}' has {page.Links} names (hard links), and replacing it would part them; make it a file of its own (cp, then mv)"));

    static PutOutcome.Done Create(Tree tree, FileIntent intent)
    {
        tree.MoveNew(Stages.PlaceOf(tree, intent.Stage), intent.Path.Value);
        return new PutOutcome.Done();
    }

    PutOutcome Replace(Tree tree, FileIntent intent)
    {
        var (place, path) = (Stages.PlaceOf(tree, intent.Stage), intent.Path.Value);
        if (RefuseManyNames(Page(tree, path), path) is { } refusal)
            return refusal;
        var staged = Page(tree, place);
        if (!_cannotExchange)
        {
            try
            {
                tree.Exchange(place, path);
                return IsPage(tree, place) ? new PutOutcome.Done() : TakeBack(tree, place, path, staged);
            }
            catch (FaultException e) when (e.Fault == Fault.Unsupported)
            {
                _cannotExchange = true;
            }
        }
        tree.Displace(place, path, Stages.KeepOf(place));
        tree.MoveNew(Stages.KeepOf(place), place);
        return new PutOutcome.Done();
    }

    static bool IsPage(Tree tree, string place) => tree.Stat(place) is { Kind: EntryKind.File, Links: 1 };

    // A link or a folder took the page's place between look and exchange. It is no version of a page, so it goes back where it was; should a page have
    // come instead by now, the stage holds that page, as after any exchange.
    static PutOutcome TakeBack(Tree tree, string place, string path, FileStat staged)
    {
        tree.Exchange(place, path);
        return tree.Stat(place) is { } now && now.FileId == staged.FileId
            ? new PutOutcome.Refused(new("not-a-file", $"'{path}' became something else than a page of its own; put a regular file there"))
            : new PutOutcome.Done();
    }

    static PutOutcome Delete(Tree tree, FileIntent intent)
    {
        var path = intent.Path.Value;
        if (RefuseManyNames(Page(tree, path), path) is { } refusal)
            return refusal;
        var place = Stages.PlaceFor(tree, intent.Stage, intent.Path.Folder);
        tree.MoveNew(path, place);
        return new PutOutcome.Done();
    }

    static PutOutcome.Done Move(Tree tree, FileIntent intent)
    {
        if (intent.MovedFrom is not { } from)
            throw new ArgumentException("A move needs the path it starts from.", nameof(intent));
        var page = Page(tree, from.Value);
        tree.MakeFolders(intent.Path.Folder);
        try
        {
            tree.MoveNew(from.Value, intent.Path.Value);
        }
        catch (FaultException e) when (e.Fault == Fault.Taken && IsRespelling(tree, from, intent.Path, page))
        {
            tree.Respell(from.Value, intent.Path.Value);
        }
        return new PutOutcome.Done();
    }

    // With one name only, a file that is found under two paths has one name in two spellings.
    static bool IsRespelling(Tree tree, PagePath from, PagePath to, FileStat page) =>
        tree.Stat(to.Value) is { Links: 1 } there && there.IsSameVersionAs(page)
        && (page.FileId != 0 || string.Equals(from.Value, to.Value, StringComparison.OrdinalIgnoreCase));
}
