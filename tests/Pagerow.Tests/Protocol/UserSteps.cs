namespace Pagerow.Tests.Protocol;

/// <summary>All that users can do at any moment, as far as the budget goes.</summary>
sealed class UserSteps(ModelBudget budget)
{
    public void Add(ModelState s, List<(ModelState State, ModelStep Step)> to)
    {
        for (byte doc = 0; doc < budget.Documents; doc++)
        {
            if (s.Edits > 0)
                Edit(s, doc, to);
            if (s.Deletes > 0)
                Delete(s, doc, to);
            for (byte path = 0; s.Renames > 0 && path < budget.Paths; path++)
                Rename(s, doc, path, to);
        }

        if (s.Edits > 0 && budget.WritesInPlace)
            InPlace(s, to);
    }

    int NextEdit(ModelState s) => 1 << (budget.Edits - s.Edits);

    ModelState Spend(ModelState s, int doc)
    {
        var t = s;
        if (doc == 1)
            t.OfSecond |= (byte)NextEdit(s);
        t.Edits--;
        return t;
    }

    void Edit(ModelState s, byte doc, List<(ModelState State, ModelStep Step)> to)
    {
        var path = s.PathOf(doc);
        var d = s.Docs[doc];
        var place = path >= 0 ? path : d.Base != PageCode.None ? d.BasePath : d.Row != PageCode.None ? d.RowPath : doc;
        for (var at = 0; at < budget.Paths; at++)
        {
            if (path >= 0 ? at == path : s.Files[at] == PageCode.None && IsPlaceFor(s, doc, at) && (at == place || budget.CreatesAnywhere))
                to.Add((Saved(s, doc, at), new(StepKind.SaveFile, doc, (byte)at)));
        }

        var u = Spend(s, doc);
        Keeping.IntoRow(ref u, doc, NextEdit(s), (byte)place);
        to.Add((u, new(StepKind.EditRow, doc)));
    }

    bool IsPlaceFor(ModelState s, int doc, int path) => budget.ReusesPlaces || s.Docs[1 - doc] is var other
        && (other.Base == PageCode.None || other.BasePath != path) && !(other.Writes && other.To == path);

    ModelState Saved(ModelState s, byte doc, int at)
    {
        var t = Spend(s, doc);
        Disk.Follow(ref t, Disk.At(Handle.FileAt, at), Handle.None);
        Disk.Reached(ref t, at);
        if (s.Files[at] == PageCode.None)
        {
            t.Docs[doc].ForgetUnflushed();
            t.IsMadeAnew = true;
        }
        if (!budget.SavesReachTheDisk && (s.Unsynced >> at & 1) == 0)
        {
            t.Synced[at] = s.Files[at];
            t.Unsynced |= (byte)(1 << at);
        }
        t.Files[at] = PageCode.Of(doc, PageCode.EditsOf(s.Files[at]) | NextEdit(s));
        return t;
    }

    static void Delete(ModelState s, byte doc, List<(ModelState State, ModelStep Step)> to)
    {
        if (s.PathOf(doc) is var path and >= 0)
        {
            var t = s;
            (t.Deletes, t.Asked) = ((byte)(s.Deletes - 1), ModelState.Unclear);
            t.Superseded |= (byte)PageCode.EditsOf(s.Files[path]);
            t.Files[path] = PageCode.None;
            Disk.Follow(ref t, Disk.At(Handle.FileAt, path), Handle.None);
            Disk.Reached(ref t, path);
            to.Add((t, new(StepKind.DeleteFile, doc)));
        }

        if (s.Docs[doc].Row != PageCode.None)
        {
            var t = s;
            (t.Deletes, t.Asked) = ((byte)(s.Deletes - 1), ModelState.Unclear);
            t.Superseded |= (byte)PageCode.EditsOf(s.Docs[doc].Row);
            (t.Docs[doc].Row, t.Docs[doc].RowPath) = (PageCode.None, 0);
            to.Add((t, new(StepKind.DeleteRow, doc)));
        }
    }

    void Rename(ModelState s, byte doc, byte path, List<(ModelState State, ModelStep Step)> to)
    {
        var from = s.PathOf(doc);
        if (budget.RenamesFiles && from >= 0 && from != path && IsPlaceFor(s, doc, path) && (s.Files[path] == PageCode.None || (budget.RenamesOver && PageCode.DocOf(s.Files[path]) != doc)))
        {
            var t = Ask(s, doc, path);
            if (s.Files[path] != PageCode.None)
                t.Asked = ModelState.Unclear;
            t.Superseded |= (byte)PageCode.EditsOf(s.Files[path]);
            Disk.Rename(ref t, from, path);
            Disk.Reached(ref t, from);
            Disk.Reached(ref t, path);
            to.Add((t, new(StepKind.RenameFile, doc, path)));
        }

        if (s.Docs[doc].Row != PageCode.None && s.Docs[doc].RowPath != path)
        {
            var t = Ask(s, doc, path);
            t.Docs[doc].RowPath = path;
            to.Add((t, new(StepKind.RenameRow, doc, path)));
        }
    }

    static ModelState Ask(ModelState s, byte doc, byte path)
    {
        var t = s;
        t.Renames--;
        t.Asked = s.Asked == 0 ? (byte)(1 + doc * 4 + path) : ModelState.Unclear;
        return t;
    }

    void InPlace(ModelState s, List<(ModelState State, ModelStep Step)> to)
    {
        for (var path = 0; path < budget.Paths && s.Editor == Handle.None; path++)
        {
            if (s.Files[path] == PageCode.None)
                continue;
            var t = s;
            t.Editor = Disk.At(Handle.FileAt, path);
            to.Add((t, new(StepKind.OpenEditor)));
        }

        if (s.Editor >= Handle.KeptOf)
        {
            var t = Close(s, s.Editor - Handle.KeptOf);
            t.Kept |= (byte)NextEdit(s);
            t.Late |= (byte)NextEdit(s);
            to.Add((t, new(StepKind.WriteKept)));
        }
        else if (s.Editor >= Handle.StageOf)
        {
            var t = Close(s, PageCode.DocOf(s.Docs[s.Editor - Handle.StageOf].Stage));
            ref var stage = ref t.Docs[s.Editor - Handle.StageOf].Stage;
            stage |= (byte)NextEdit(s);
            to.Add((t, new(StepKind.WriteDisplaced)));
        }
        else if (s.Editor != Handle.None)
        {
            var t = Close(s, PageCode.DocOf(s.Files[s.Editor - Handle.FileAt]));
            t.Files[s.Editor - Handle.FileAt] |= (byte)NextEdit(s);
            if (budget.InPlaceWritesReachTheDisk)
                Disk.Reached(ref t, s.Editor - Handle.FileAt);
            to.Add((t, new(StepKind.WriteInPlace)));
        }
    }

    ModelState Close(ModelState s, int doc)
    {
        var t = Spend(s, doc);
        t.Editor = Handle.None;
        return t;
    }
}
