namespace Pagerow.Tests.Protocol;

/// <summary>What becomes of a page that came out of a write: kept beside, and taken into the row.</summary>
static class Keeping
{
    /// <summary>Takes a stage out of the way; what nobody has seen yet is told as a late write.</summary>
    public static void Retire(ref ModelState s, int doc, ModelVariant variant)
    {
        ref var d = ref s.Docs[doc];
        if (d.Unflushed != PlanKind.None)
            d.Retired = d.Stage;
        if (variant.KeepsDisplaced)
        {
            var fresh = PageCode.EditsOf(d.Stage) & ~(Known(s) | s.Superseded);
            s.Kept |= (byte)PageCode.EditsOf(d.Stage);
            s.Late |= (byte)fresh;
            Disk.Follow(ref s, Disk.At(Handle.StageOf, doc), Disk.At(Handle.KeptOf, doc));
        }
        else
        {
            Disk.Follow(ref s, Disk.At(Handle.StageOf, doc), Handle.None);
        }
        d.Stage = PageCode.None;
    }

    /// <summary>Drops a stage that was not put.</summary>
    public static void Drop(ref ModelState s, int doc)
    {
        Disk.Follow(ref s, Disk.At(Handle.StageOf, doc), Handle.None);
        s.Docs[doc].Stage = PageCode.None;
    }

    /// <summary>Takes edits into a row, which comes back where it was deleted.</summary>
    public static void IntoRow(ref ModelState s, int doc, int edits, byte path)
    {
        ref var d = ref s.Docs[doc];
        if (d.Row == PageCode.None)
            (d.Row, d.RowPath) = (PageCode.Of(doc, edits), path);
        else
            d.Row = PageCode.With(d.Row, doc, edits);
    }

    /// <summary>The transaction that absorbs what stands at the stage and settles the intent; the stage itself goes later.</summary>
    public static void Absorb(ref ModelState s, int doc, ModelVariant variant)
    {
        ref var d = ref s.Docs[doc];
        var page = d.Stage;
        var whose = variant.AbsorbKnowsWhosePage ? PageCode.DocOf(page) : doc;
        (d.Base, d.BasePath) = d.Plan is PlanKind.Delete ? (PageCode.None, (byte)0) : (d.Target, d.To);
        if (variant.KeepsDisplaced)
            s.Kept |= (byte)PageCode.EditsOf(page);
        var (path, isDelete) = (d.To, d.Plan is PlanKind.Delete);
        d.ForgetPlan();
        if (whose != doc)
            (s.Docs[whose].Base, s.Docs[whose].BasePath) = (PageCode.None, 0);
        if (whose != doc)
            s.Docs[whose].ForgetPlan();
        if (isDelete || s.Docs[whose].Row != PageCode.None || variant.AbsorbRevivesRow)
            IntoRow(ref s, whose, PageCode.EditsOf(page), path);
    }

    static int Known(ModelState s) =>
        s.Kept | PageCode.EditsOf(s.Docs[0].Row) | PageCode.EditsOf(s.Docs[1].Row) | PageCode.EditsOf(s.Files[0]) | PageCode.EditsOf(s.Files[1]) | PageCode.EditsOf(s.Files[2]);
}
