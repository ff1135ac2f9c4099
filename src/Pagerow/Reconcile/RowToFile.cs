using System.Collections.Immutable;
using Pagerow.Mapping;
using Pagerow.Mapping.Collections;
using Pagerow.Mapping.Puts;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Reconcile.Edits;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>
/// Steps in which the row decides: what a client changed is put into the page by the smallest edit, and the file is written with the
/// version that was there as its expectation. What cannot be put is taken back in the row and told.
/// </summary>
/// <param name="layout">The collections.</param>
/// <param name="whyTaken">Why a path cannot be had, to stand behind a colon; null where it can.</param>
sealed class RowToFile(Layout layout, Func<PagePath, string?> whyTaken)
{
    /// <summary>The row was changed, or made, and the file was not.</summary>
    /// <returns>The step, or null for a row that was refused a file and that nobody touched since.</returns>
    public Step? Write(Facts facts) => facts switch
    {
        { Base: not null } => Change(facts),
        { Feed: null, Row: { Path: null, Problem: not null } } => null,
        _ => Birth(facts),
    };

    /// <summary>The row is gone and the file is as it was.</summary>
    public static Step Delete(Facts facts)
    {
        var agreed = facts.Base!;
        return new(
            facts,
            Verdict.DeleteFile,
            Put: new(FileAction.Delete, agreed.Path, null, agreed.FilePage, null, agreed.Shown),
            After: new(
                Base: new BaseWrite.Forget(agreed.Document, agreed.Part),
                Drained: Planner.Drained(facts),
                Events: [new(EventKind.Deleted, Origin.Rows, agreed.Document, agreed.Path, Before: agreed.Page)]));
    }

    /// <summary>The file is gone and the row was changed: the file comes back with the change.</summary>
    public Step Revive(Facts facts)
    {
        var path = MoveOf(facts).Path is { } wish && whyTaken(wish) is null ? wish : facts.Base!.Path;
        return whyTaken(path) is { } why
            ? Homeless(facts, $"the file is gone and cannot come back: {why}; the row is kept without one, set 'path'")
            : Put(facts, Verdict.ReviveFile, FileAction.Create, path, null, PageOf(facts), EventKind.Revived);
    }

    /// <summary>The row's page: the page that it showed, with the row's edits put into it.</summary>
    public static RowPage PageOf(Facts facts)
    {
        var agreed = facts.Base!;
        if (facts.RowPage is null || !PageText.TryDecode(facts.RowPage.Bytes.Span, out var text, out _))
            return BornOf(facts, agreed.Path);
        var edits = RowEdits.Over(facts.Collection, agreed.Path, text, agreed.Shown, facts.Row!);
        var put = Lens.Put(facts.Collection, agreed.Path, text, edits.Faces, text);
        if (put.Page != text && WhyUnreadable(facts.Collection, agreed.Path, put.Page) is { } why)
            return new(text, [new TakenBack(why, PageBytes.Of(put.Page.Encode()))]);
        return new(put.Page, [.. edits.Undone.Select(TakenBack.Of), .. put.Refused.Select(TakenBack.Of)], BodyOf(facts, text, edits.Faces));
    }

    // What is written must be read again: a page beyond a limit would freeze its row, and SQL could not mend it.
    static string? WhyUnreadable(Collection collection, PagePath path, PageText page)
    {
        var bytes = PageBytes.Of(page.Encode());
        if (bytes.Bytes.Length > PageText.MostBytes)
            return $"the page would have {bytes.Bytes.Length} bytes, more than the {PageText.MostBytes} that a page may have";
        return PageReading.Of(collection, path, bytes) is PageReading.Illegible { Problem: var problem } ? $"the page could not be read again: {problem}" : null;
    }

    static PageBytes? BodyOf(Facts facts, PageText text, ImmutableArray<FaceEdit> faces)
    {
        var isMixed = faces.OfType<FaceEdit.SetBody>().Any() && faces.Any(f => f is not (FaceEdit.SetBody or FaceEdit.SetExtra or FaceEdit.SetColumn));
        return isMixed ? PageBytes.Of(Lens.Put(facts.Collection, facts.Base!.Path, text, [.. faces.OfType<FaceEdit.SetBody>()], text).Page.Encode()) : null;
    }

    /// <summary>The page of a row that has none yet: its columns and body, then the child rows that came with it.</summary>
    public static RowPage BornOf(Facts facts, PagePath path)
    {
        var (collection, row) = (facts.Collection, facts.Row!);
        var born = Lens.NewPage(collection, path, row.Values, row.Body, row.Extra);
        var children = RowEdits.Between(collection, Shown.Of(row with { Tasks = [], Sections = [] }), row, Record.Blank(collection.Columns.Length)).Faces;
        // No child row is behind another one yet: they come at the end, in their order.
        var added = children.Select(FaceEdit (c) => c switch { FaceEdit.AddSection s => s with { After = null }, FaceEdit.AddTask t => t with { After = null }, _ => c });
        var put = Lens.Put(collection, path, born.Page, [.. added], null);
        return new(put.Page, [.. born.Refused.Concat(put.Refused).Select(TakenBack.Of)]);
    }

    /// <summary>Where a changed row wants its file to be.</summary>
    public Place MoveOf(Facts facts)
    {
        var agreed = facts.Base!;
        var edits = RowEdits.Between(facts.Collection, agreed.Shown, facts.Row!, Record.Blank(facts.Collection.Columns.Length));
        if (edits.Path is { } text)
            return Checked(text, facts.Collection) is { Path: { } path } ok ? path == agreed.Path ? Place.Same : ok : Checked(text, facts.Collection);
        return Places.PathFor(facts.Collection, agreed.Path, edits.Faces) switch
        {
            Placement.At(var moved) => moved == agreed.Path ? Place.Same : Checked(moved.Value, facts.Collection),
            Placement.Nowhere(var reason) => Place.Refused(reason),
            var placement => throw new InvalidOperationException($"Unknown placement {placement}."),
        };
    }

    /// <summary>Where a row that SQL inserted gets its file.</summary>
    public Place PlaceOf(Facts facts)
    {
        var row = facts.Row!;
        if (row.Path is { } text)
            return Checked(text, facts.Collection);
        return Places.Of(facts.Collection, row.Values) switch
        {
            Placement.At(var path) => Checked(path.Value, facts.Collection),
            Placement.Nowhere(var reason) => Place.Refused(reason),
            var placement => throw new InvalidOperationException($"Unknown placement {placement}."),
        };
    }

    // A path from a row is hostile input.
    Place Checked(string text, Collection collection)
    {
        if (!PagePath.TryParse(text, out var path, out var reason))
            return Place.Refused(reason);
        if (layout.WhyNot(path) is { } left)
            return Place.Refused($"'{text}' cannot be a page here: {left}");
        return layout.Of(path)?.Name == collection.Name
            ? Place.At(path)
            : Place.Refused($"'{text}' does not belong to '{collection.Name}', whose files are '{collection.Files}'{(collection.Files.WhyHeldOff(path) is { } held ? $": {held}" : "")}");
    }

    Step Birth(Facts facts)
    {
        var row = facts.Row!;
        var place = PlaceOf(facts);
        if (place.Path is not { } path)
            return Homeless(facts, $"no file could be made: {place.Refusal}; set 'path'");
        if (whyTaken(path) is { } why)
            return Homeless(facts, $"no file could be made: {why}; set another 'path'");
        var born = BornOf(facts, path);
        if (WhyUnreadable(facts.Collection, path, born.Page) is { } unreadable)
            return Homeless(facts, $"no file could be made: {unreadable}");
        var target = PageBytes.Of(born.Page.Encode());
        var record = Told(Items.Keep(FileToRow.Before(row), Lens.Get(facts.Collection, path, born.Page)), born.Refused);
        return new(
            facts,
            Verdict.WriteFile,
            Before: Keeping(born),
            Put: new(FileAction.Create, path, null, null, target, Shown.Of(row, record)),
            After: new(
                new RowWrite.Update(row.Document, Shown.Of(row), new(path, record, null)),
                new BaseWrite.Agree(new(row.Document, "", path, target.Hash, 0, Shown.Of(path.Value, record))),
                [target],
                Planner.Drained(facts),
                Events: [new(EventKind.Created, Origin.Rows, row.Document, path, row.Actor, After: target.Hash), .. Refusals(facts, path, born.Refused)]));
    }

    // Kept without a file, and without a base: whenever the row is touched again it is tried again.
    static Step Homeless(Facts facts, string reason)
    {
        var row = facts.Row!;
        var problem = new Problem("no-place", reason);
        var page = BornOf(facts, PagePath.Of($"{row.Document.Doc}.md"));
        var version = PageBytes.Of(page.Page.Encode());
        if (facts.Base is null && row.Problem == problem.ToString() && row.Path is null)
            return new(facts, Verdict.Wait, After: new(Pages: [version, .. page.Kept], Drained: Planner.Drained(facts)));
        var record = FileToRow.Before(row)! with { Problems = [problem] };
        return new(facts, Verdict.Wait, After: new(
            new RowWrite.Update(row.Document, Shown.Of(row), new(null, record, null)),
            facts.Base is { } agreed ? new BaseWrite.Forget(agreed.Document, agreed.Part) : null,
            [version, .. page.Kept],
            Planner.Drained(facts),
            Events: [new(EventKind.Refused, Origin.Rows, row.Document, null, row.Actor, version.Hash, Detail: row.Path is null ? reason : $"{reason} (it said '{row.Path}')")]));
    }

    /// <summary>The step that moves the file where its row was given another place that it can have; else null.</summary>
    public Step? Moved(Facts facts) => MoveOf(facts).Path is { } path && whyTaken(path) is null ? Move(facts, path, PageOf(facts)) : null;

    Step Change(Facts facts)
    {
        var page = PageOf(facts);
        var move = MoveOf(facts);
        if (move.Path is { } path && whyTaken(path) is null)
            return Move(facts, path, page);
        if (move.Path is { } taken)
            page = page with { Refused = page.Refused.Add(TakenBack.Of($"the file cannot move to '{taken}': {whyTaken(taken)}")) };
        else if (move.Refusal is { } reason)
            page = page with { Refused = page.Refused.Add(TakenBack.Of(reason)) };
        return Put(facts, Verdict.WriteFile, FileAction.Replace, facts.Base!.Path, facts.Base.Page, page, EventKind.Changed);
    }

    // The move comes first and alone; the row still differs from what was shown, so that its other edits follow at once.
    static Step Move(Facts facts, PagePath path, RowPage page)
    {
        var agreed = facts.Base!;
        return new(
            facts,
            Verdict.WriteFile,
            Put: new(FileAction.Move, path, agreed.Path, agreed.FilePage, null, agreed.Shown),
            After: new(
                Base: new BaseWrite.Agree(agreed with { Path = path }),
                Pages: [PageBytes.Of(page.Page.Encode()), .. page.Kept],
                Events: [new(EventKind.Moved, Origin.Rows, agreed.Document, path, facts.Row!.Actor, agreed.Page, agreed.Page, Event.MovedFrom(agreed.Path))]),
            FollowUp: StepFollowUp.LookAgain);
    }

    static Step Put(Facts facts, Verdict verdict, FileAction action, PagePath path, PageHash? expected, RowPage page, EventKind kind)
    {
        var (row, agreed) = (facts.Row!, facts.Base!);
        var target = PageBytes.Of(page.Page.Encode());
        var told = Told(FileToRow.LastGood(Items.Keep(FileToRow.Before(row), Lens.Get(facts.Collection, path, page.Page)), row, agreed.Shown), page.Refused);
        var isSame = target.Hash == agreed.Page && action is FileAction.Replace;
        var events = Refusals(facts, path, page.Refused);
        return new(
            facts,
            verdict,
            Before: isSame ? null : Keeping(page),
            Put: isSame ? null : new(action, path, null, expected, target, Shown.Of(row, told)),
            After: new(
                new RowWrite.Update(row.Document, Shown.Of(row), new(path, told, null)),
                new BaseWrite.Agree(agreed with { Path = path, Page = target.Hash, Open = null, Shown = Shown.Of(path.Value, told), Trouble = null }),
                [target, .. page.Kept],
                Planner.Drained(facts),
                Events: isSame ? events : events.Insert(0, new(kind, Origin.Rows, row.Document, path, row.Actor, agreed.Page, target.Hash))));
    }

    /// <summary>What is told of edits that were taken back; their texts are kept as the events' versions.</summary>
    public static ImmutableArray<Event> Refusals(Facts facts, PagePath path, ImmutableArray<TakenBack> refused) =>
        [.. refused.Select(r => new Event(EventKind.Refused, Origin.Rows, facts.Row!.Document, path, facts.Row.Actor, r.Text?.Hash, Detail: r.Reason))];

    // Kept before the file is touched: once it is, a crash may make the row show the page.
    static Change? Keeping(RowPage page) => page.Kept.IsEmpty ? null : new(Pages: page.Kept);

    static Record Told(Record record, ImmutableArray<TakenBack> refused) => refused.IsEmpty ? record : record with
    {
        Problems = [.. record.Problems, .. refused.Select(r => new Problem("refused", $"an edit of the row was not written: {r.Reason}"))],
    };
}
