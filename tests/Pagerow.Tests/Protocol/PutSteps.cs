namespace Pagerow.Tests.Protocol;

/// <summary>The one atomic rename of a write.</summary>
sealed class PutSteps(ModelVariant variant)
{
    /// <summary>Does it or refuses it; false where it only looked, and writes next.</summary>
    public bool Run(ref ModelState s, int doc)
    {
        ref var d = ref s.Docs[doc];
        if (!d.IsNoted)
            return true;

        if (!variant.Exchanges && d.Plan is PlanKind.Replace or PlanKind.Delete && s.Files[d.To] == d.Expected)
        {
            s.At = EngineAt.PutUnseen;
            return false;
        }

        if (CanPut(s, d))
        {
            Do(ref s, doc);
        }
        else
        {
            Keeping.Drop(ref s, doc);
            d.ForgetPlan();
        }
        return true;
    }

    bool CanPut(ModelState s, DocState d) => d.Plan switch
    {
        PlanKind.Create => s.Files[d.To] == PageCode.None || !variant.CreatesWithoutClobber,
        PlanKind.Replace or PlanKind.Delete => variant.Exchanges && s.Files[d.To] != PageCode.None,
        PlanKind.Move => s.Files[d.From] != PageCode.None && (s.Files[d.To] == PageCode.None || !variant.MovesWithoutClobber),
        _ => throw new InvalidOperationException($"{d.Plan} writes no file."),
    };

    static void Do(ref ModelState s, int doc)
    {
        ref var d = ref s.Docs[doc];
        switch (d.Plan)
        {
            case PlanKind.Create: Disk.StageToFile(ref s, doc, d.To); break;
            case PlanKind.Replace: Disk.Exchange(ref s, doc, d.To); break;
            case PlanKind.Delete: Disk.FileToStage(ref s, doc, d.To); break;
            case PlanKind.Move: Disk.Rename(ref s, d.From, d.To); break;
            default: throw new InvalidOperationException($"{d.Plan} writes no file.");
        }
        Disk.NoteUnflushed(ref s, doc, d.Plan, d.To, d.Plan is PlanKind.Move ? d.From : d.To);
        d.IsPut = true;
    }

    /// <summary>The rename of those who look first and then write over what may stand there by now.</summary>
    public static void RunUnseen(ref ModelState s, int doc)
    {
        var path = s.Docs[doc].To;
        if (s.Docs[doc].Plan is PlanKind.Delete)
        {
            Disk.Follow(ref s, Disk.At(Handle.FileAt, path), Handle.None);
            s.Files[path] = PageCode.None;
        }
        else
        {
            Disk.StageToFile(ref s, doc, path);
        }
        s.Docs[doc].IsPut = true;
    }
}
