namespace Pagerow.Tests.Protocol;

/// <summary>Recovery: flush, look at each intent's witness, settle it in a transaction.</summary>
sealed class SettleSteps(ModelVariant variant, int documents)
{
    public void Step(ref ModelState s)
    {
        switch (s.At)
        {
            case EngineAt.SettleFlush:
                if (variant.FlushesBeforeRecovery)
                    Disk.FlushAll(ref s);
                (s.At, s.Cursor) = (EngineAt.Settle, 0);
                break;
            case EngineAt.Settle: Look(ref s); break;
            case EngineAt.SettleCommit: Commit(ref s); break;
            default: throw new InvalidOperationException($"{s.At} is no step of a recovery.");
        }
    }

    void Look(ref ModelState s)
    {
        while (s.Cursor < documents && !s.Docs[s.Cursor].IsNoted)
            s.Cursor++;
        if (s.Cursor == documents)
        {
            (s.At, s.Cursor) = (EngineAt.Rest, 0);
            return;
        }

        ref var d = ref s.Docs[s.Cursor];
        d.IsFoundDone = IsDone(s, d);
        d.IsFoundStrange = d.Plan is PlanKind.Replace or PlanKind.Delete && d.Stage != PageCode.None && d.Stage != d.Expected && d.Stage != d.Target && variant.SettleAbsorbs;
        d.IsFoundTakenBack = variant.SettleLooksAtFile && d is { IsFoundStrange: true, Plan: PlanKind.Replace } && s.Files[d.To] == d.Expected;
        s.At = EngineAt.SettleCommit;
    }

    bool IsDone(ModelState s, DocState d) => d.Plan switch
    {
        PlanKind.Create => d.Stage == PageCode.None && (variant.CreateTrustsStageAlone || s.Files[d.To] != PageCode.None),
        PlanKind.Replace when !variant.SettleAbsorbs => d.Stage != PageCode.None && d.Stage != d.Target,
        PlanKind.Delete when !variant.SettleAbsorbs => d.Stage != PageCode.None,
        PlanKind.Replace => d.Stage == d.Expected && d.Expected != d.Target,
        PlanKind.Delete => d.Stage == d.Expected,
        PlanKind.Move => (variant.MoveLooksAtPage && s.Files[d.To] == d.Expected) || (s.Files[d.To] != PageCode.None && (!variant.MoveLooksAtBothNames || s.Files[d.From] == PageCode.None)),
        _ => throw new InvalidOperationException($"{d.Plan} is never noted."),
    };

    void Commit(ref ModelState s)
    {
        var doc = s.Cursor;
        ref var d = ref s.Docs[doc];
        s.At = EngineAt.Settle;
        if (d.IsFoundTakenBack)
            TakenBack(ref s, doc);
        else if (d.IsFoundStrange)
            Strange(ref s, doc);
        else if (d.IsFoundDone)
            Done(ref s, doc);
        else
            NotDone(ref s, doc);
    }

    void Strange(ref ModelState s, byte doc)
    {
        ref var d = ref s.Docs[doc];
        if (variant.SwapsBack && s.Files[d.To] == d.Target)
        {
            Disk.Exchange(ref s, doc, d.To);
            Keeping.Drop(ref s, doc);
            d.ForgetPlan();
        }
        else if (variant.SwapsBack)
        {
            d.ForgetPlan();
        }
        else if (d.Plan is PlanKind.Delete && !variant.DeleteAbsorbsIntoRow)
        {
            WriteSteps.PutBack(ref s, doc);
        }
        else
        {
            Keeping.Absorb(ref s, doc, variant);
        }
    }

    static void TakenBack(ref ModelState s, byte doc)
    {
        var (edits, path) = (PageCode.EditsOf(s.Docs[doc].Stage), s.Docs[doc].To);
        s.Kept |= (byte)edits;
        s.Docs[doc].ForgetPlan();
        Keeping.IntoRow(ref s, doc, edits, path);
    }

    static void Done(ref ModelState s, byte doc)
    {
        ref var d = ref s.Docs[doc];
        if (d.Plan is PlanKind.Create && d.Row == d.Target && d.RowPath == d.From)
            d.RowPath = d.To;
        WriteSteps.Agree(ref d);
        d.ForgetPlan();
    }

    static void NotDone(ref ModelState s, byte doc)
    {
        ref var d = ref s.Docs[doc];
        if (d.Stage == d.Target)
            Keeping.Drop(ref s, doc);
        d.ForgetPlan();
    }
}
