namespace Pagerow.Tests.Protocol;

/// <summary>The write protocol for a group: stage, note, put, flush, verify or absorb, commit, retire.</summary>
sealed class WriteSteps(ModelVariant variant, int documents)
{
    readonly PutSteps _put = new(variant);

    EngineAt AfterVerify => variant.RetiresBeforeCommit ? EngineAt.Retire : EngineAt.Commit;

    public void Step(ref ModelState s)
    {
        switch (s.At)
        {
            case EngineAt.Stage: Stage(ref s); break;
            case EngineAt.Note: Note(ref s); break;
            case EngineAt.Put:
                if (_put.Run(ref s, s.Cursor))
                    Next(ref s, EngineAt.Put, EngineAt.Flush);
                break;
            case EngineAt.PutUnseen:
                PutSteps.RunUnseen(ref s, s.Cursor);
                Next(ref s, EngineAt.Put, EngineAt.Flush);
                break;
            case EngineAt.Flush: Flush(ref s); break;
            case EngineAt.Verify: Verify(ref s, s.Cursor); break;
            case EngineAt.SwapBack: SwapBack(ref s, s.Cursor); break;
            case EngineAt.BringBack: BringBack(ref s, s.Cursor); break;
            case EngineAt.Commit: Commit(ref s); break;
            case EngineAt.Retire: Retire(ref s); break;
            default: throw new InvalidOperationException($"{s.At} is no step of a write.");
        }
    }

    void Stage(ref ModelState s)
    {
        for (var doc = 0; doc < documents; doc++)
        {
            ref var d = ref s.Docs[doc];
            if (!d.Writes)
                continue;
            d.ForgetUnflushed();
            d.Stage = d.Target;
        }
        s.At = variant.StagesBeforeIntent ? EngineAt.Note : EngineAt.Put;
        s.Cursor = 0;
    }

    void Note(ref ModelState s)
    {
        for (var doc = 0; doc < documents; doc++)
        {
            ref var d = ref s.Docs[doc];
            if (!d.Writes)
                continue;
            if (d.IsMerge && variant.RowWritesAreConditional && (d.Row != d.ReadRow || d.RowPath != d.ReadPath))
            {
                Keeping.Drop(ref s, doc);
                d.ForgetPlan();
                continue;
            }
            if (d.IsMerge)
                (d.Row, d.RowPath, d.Base, d.BasePath) = (d.Target, d.KeepsWish ? d.RowPath : d.To, d.Expected, d.To);
            (d.ReadRow, d.ReadPath, d.IsMerge, d.KeepsWish) = (0, 0, false, false);
            d.IsNoted = true;
            if (variant.AdvancesBaseFirst)
                Agree(ref d);
        }
        s.At = variant.StagesBeforeIntent ? EngineAt.Put : EngineAt.Stage;
        s.Cursor = 0;
    }

    void Flush(ref ModelState s)
    {
        if (variant.FlushesBeforeCommit)
            Disk.FlushAll(ref s);
        (s.At, s.Cursor) = (EngineAt.Verify, 0);
    }

    void Verify(ref ModelState s, int doc)
    {
        ref var d = ref s.Docs[doc];
        var isStrange = d is { IsNoted: true, Plan: PlanKind.Replace or PlanKind.Delete } && variant is { Verifies: true, Exchanges: true } && d.Stage != d.Expected;
        if (!isStrange)
        {
            Next(ref s, EngineAt.Verify, AfterVerify);
        }
        else if (variant.SwapsBack)
        {
            if (s.Files[d.To] == PageCode.None)
                Disk.StageToFile(ref s, doc, d.To);
            else
                Disk.Exchange(ref s, doc, d.To);
            Disk.NoteUnflushed(ref s, doc, PlanKind.Replace, d.To, d.To);
            s.At = EngineAt.SwapBack;
        }
        else if (d.Plan is PlanKind.Delete && !variant.DeleteAbsorbsIntoRow)
        {
            PutBack(ref s, doc);
        }
        else
        {
            Keeping.Absorb(ref s, doc, variant);
            Next(ref s, EngineAt.Verify, AfterVerify);
        }
    }

    /// <summary>A page that was saved while it was deleted goes back to its path, where that is free still.</summary>
    public static void PutBack(ref ModelState s, int doc)
    {
        var path = s.Docs[doc].To;
        if (s.Files[path] == PageCode.None)
        {
            Disk.StageToFile(ref s, doc, path);
            Disk.NoteUnflushed(ref s, doc, PlanKind.Create, path, path);
        }
        s.At = EngineAt.BringBack;
    }

    void BringBack(ref ModelState s, int doc)
    {
        Disk.FlushAll(ref s);
        var isAtRecovery = s.Docs[doc].IsFoundStrange;
        s.Docs[doc].ForgetPlan();
        if (isAtRecovery)
            (s.At, s.Cursor) = (EngineAt.Rest, 0);
        else
            Next(ref s, EngineAt.Verify, AfterVerify);
    }

    // Somebody may have written into the page that came back; a copy of it is kept.
    void SwapBack(ref ModelState s, int doc)
    {
        if (s.Docs[doc].Stage == s.Docs[doc].Target)
            Keeping.Drop(ref s, doc);
        s.Docs[doc].ForgetPlan();
        Next(ref s, EngineAt.Verify, AfterVerify);
    }

    void Commit(ref ModelState s)
    {
        for (var doc = 0; doc < documents; doc++)
        {
            ref var d = ref s.Docs[doc];
            if (!d.Writes || !d.IsPut)
                continue;
            if (d.Plan is PlanKind.Replace && !variant.CommitIsConditional)
                d.Row = d.Target;
            if (d.Plan is PlanKind.Create && d.Row == d.Target && d.RowPath == d.From)
                d.RowPath = d.To;
            Agree(ref d);
            d.ForgetPlan();
        }
        (s.At, s.Cursor) = (variant.RetiresBeforeCommit ? EngineAt.Rest : EngineAt.Retire, 0);
    }

    public static void Agree(ref DocState d)
    {
        if (d.Plan is PlanKind.Delete)
            (d.Base, d.BasePath) = (0, 0);
        else
            (d.Base, d.BasePath) = (d.Plan is PlanKind.Move ? d.Base : d.Target, d.To);
    }

    void Retire(ref ModelState s)
    {
        if (variant.FlushesAfterCommit)
            Disk.FlushAll(ref s);
        if (s.Docs[s.Cursor].Stage != PageCode.None)
            Keeping.Retire(ref s, s.Cursor, variant);
        Next(ref s, EngineAt.Retire, variant.RetiresBeforeCommit ? EngineAt.Commit : EngineAt.Rest);
    }

    void Next(ref ModelState s, EngineAt at, EngineAt after)
    {
        s.At = at;
        if (++s.Cursor < documents)
            return;
        (s.At, s.Cursor) = (after, 0);
    }
}
