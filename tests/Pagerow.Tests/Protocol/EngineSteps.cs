namespace Pagerow.Tests.Protocol;

/// <summary>The engine, one atomic step at a time and always the same for the same state: look, plan, write rows or files, settle what a crash left.</summary>
sealed class EngineSteps(ModelVariant variant, int documents)
{
    readonly WriteSteps _write = new(variant, documents);
    readonly SettleSteps _settle = new(variant, documents);

    EngineAt FirstOfWrite => variant.StagesBeforeIntent ? EngineAt.Stage : EngineAt.Note;

    public ModelState Step(ModelState s)
    {
        switch (s.At)
        {
            case EngineAt.Rest: Begin(ref s); break;
            case EngineAt.ReadFiles: Look(ref s); break;
            case EngineAt.WriteRows: WriteRows(ref s); break;
            case EngineAt.SettleFlush or EngineAt.Settle or EngineAt.SettleCommit: _settle.Step(ref s); break;
            default: _write.Step(ref s); break;
        }
        return s;
    }

    void Begin(ref ModelState s)
    {
        for (var doc = 0; doc < documents; doc++)
        {
            if (s.Docs[doc].IsNoted)
            {
                s.At = EngineAt.SettleFlush;
                return;
            }
        }

        for (var doc = 0; doc < documents; doc++)
        {
            if (s.Docs[doc].Stage != PageCode.None)
            {
                if (variant.KeepsStrays)
                    Keeping.Retire(ref s, doc, variant);
                else
                    Keeping.Drop(ref s, doc);
                return;
            }
        }

        if (s.Late != 0 && variant.LooksAgainAtDisplaced)
        {
            AbsorbLate(ref s);
            return;
        }

        for (var doc = 0; doc < documents; doc++)
            (s.Docs[doc].ReadRow, s.Docs[doc].ReadPath) = (s.Docs[doc].Row, s.Docs[doc].RowPath);
        s.At = EngineAt.ReadFiles;
    }

    void AbsorbLate(ref ModelState s)
    {
        for (var doc = 0; doc < documents; doc++)
        {
            var late = s.Late & (doc == 0 ? ~s.OfSecond : s.OfSecond);
            if (late != 0)
                Keeping.IntoRow(ref s, doc, late, s.Docs[doc].BasePath);
        }
        s.Late = 0;
    }

    void Look(ref ModelState s)
    {
        if (variant.FlushesWhatItBelieves)
            s.Unsynced = 0;
        Planning.Run(ref s, documents, variant);
        s.At = EngineAt.Rest;
        for (var doc = documents - 1; doc >= 0; doc--)
        {
            if (s.Docs[doc].IsRowWrite)
                s.At = EngineAt.WriteRows;
            else if (s.Docs[doc].Writes && s.At == EngineAt.Rest)
                s.At = FirstOfWrite;
            else if (s.Docs[doc].Plan == PlanKind.None)
                s.Docs[doc].ForgetPlan();
        }
    }

    // All in one transaction, each on the condition that its row is as it was read.
    void WriteRows(ref ModelState s)
    {
        s.At = EngineAt.Rest;
        for (var doc = 0; doc < documents; doc++)
        {
            if (s.Docs[doc].IsRowWrite)
                WriteRow(ref s.Docs[doc], variant);
            if (s.Docs[doc].Writes)
                s.At = FirstOfWrite;
        }
    }

    static void WriteRow(ref DocState d, ModelVariant variant)
    {
        var isFresh = (d.Row == d.ReadRow && d.RowPath == d.ReadPath) || !variant.RowWritesAreConditional;
        switch (d.Plan)
        {
            case PlanKind.ToRow when isFresh:
                (d.Row, d.Base, d.BasePath) = (d.Target, d.Expected, d.From);
                d.RowPath = d.KeepsWish ? d.RowPath : d.To;
                break;
            case PlanKind.DropRow when isFresh: (d.Row, d.RowPath, d.Base, d.BasePath) = (0, 0, 0, 0); break;
            case PlanKind.Rehome when isFresh: d.RowPath = d.To; break;
            case PlanKind.Forget: (d.Base, d.BasePath) = (0, 0); break;
            default: break;
        }
        d.ForgetPlan();
    }
}
