namespace Pagerow.Tests.Protocol;

/// <summary>All that can befall the machine at any moment, as far as the budget goes: the process dies, or the power goes and takes back what was not flushed.</summary>
sealed class CrashSteps(ModelVariant variant, ModelBudget budget)
{
    public void Add(ModelState s, List<(ModelState State, ModelStep Step)> to)
    {
        if (s.Crashes == 0)
            return;
        if (s.At != EngineAt.Rest)
            to.Add((Crashed(s), new(StepKind.Kill)));
        if (!budget.CutsPower)
            return;
        if (s.Unsynced != 0)
            to.Add((Unsaved(s), new(StepKind.CutPower, 4)));
        var unflushed = (s.Docs[0].Unflushed != PlanKind.None ? 1 : 0) | (s.Docs[1].Unflushed != PlanKind.None ? 2 : 0);
        for (byte lost = 1; lost <= unflushed; lost++)
        {
            if ((lost & ~unflushed) != 0)
                continue;
            var t = Crashed(s);
            t.Editor = Handle.None;
            for (var doc = 0; doc < 2; doc++)
            {
                if ((lost >> doc & 1) == 1)
                    Disk.TakeBack(ref t, doc);
            }
            Disk.FlushAll(ref t);
            to.Add((t, new(StepKind.CutPower, lost)));
        }
    }

    // What nobody but the disk knew is the disk's to lose; what a row showed already is not.
    ModelState Unsaved(ModelState s)
    {
        var t = Crashed(s);
        (t.Editor, t.Unsynced) = (Handle.None, 0);
        for (var path = 0; path < budget.Paths; path++)
        {
            if ((s.Unsynced >> path & 1) == 0)
                continue;
            t.Superseded |= (byte)(PageCode.EditsOf(s.Files[path]) & ~(PageCode.EditsOf(s.Docs[0].Row) | PageCode.EditsOf(s.Docs[1].Row) | PageCode.EditsOf(s.Synced[path])));
            t.Files[path] = s.Synced[path];
        }
        Disk.FlushAll(ref t);
        return t;
    }

    ModelState Crashed(ModelState s)
    {
        var t = s;
        for (var doc = 0; doc < 2; doc++)
        {
            var isCleared = variant.ClearsIntentBeforeFlush && s.Docs[doc].IsPut && s.At >= EngineAt.Flush;
            t.Docs[doc].Crash(variant.NotesIntent && !isCleared);
        }
        (t.At, t.Cursor, t.Crashes) = (EngineAt.Rest, 0, (byte)(s.Crashes - 1));
        return t;
    }
}
