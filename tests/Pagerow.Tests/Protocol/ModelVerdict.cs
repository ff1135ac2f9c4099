namespace Pagerow.Tests.Protocol;

/// <summary>Judges a state at rest by the edits that it contains.</summary>
sealed class ModelVerdict(ModelVariant variant, ModelBudget budget, EngineSteps engine)
{
    const int MostSteps = 120;

    /// <summary>The harm of a state; none where the engine is not at rest and on its way there.</summary>
    public Harm Of(ModelState s)
    {
        if (s.At != EngineAt.Rest)
            return Harm.None;
        return s.IsQuiet(variant, budget.Documents) ? AtRest(s) : ComesToRest(s) ? Harm.None : Harm.Stuck;
    }

    Harm AtRest(ModelState s)
    {
        var made = (1 << (budget.Edits - s.Edits)) - 1;
        var (first, second) = (In(s, 0), In(s, 1));
        var seen = first | second | InFiles(s);
        var harm = s.HasFalseConflict ? Harm.FalseConflict : Harm.None;
        if ((made & ~(seen | s.Kept | s.Superseded)) != 0 || IsRenameLost(s, variant))
            harm |= Harm.Lost;
        if ((made & ~(seen | s.Superseded)) != 0)
            harm |= Harm.OnlyInBackup;
        if (((first & s.OfSecond) | (second & ~s.OfSecond)) != 0)
            harm |= Harm.Astray;
        return !s.IsMadeAnew && IsDoubled(s) ? harm | Harm.Doubled : harm;
    }

    int In(ModelState s, int doc)
    {
        var edits = PageCode.EditsOf(s.Docs[doc].Row);
        for (var path = 0; path < 3 && variant.KnowsByKey; path++)
            edits |= s.Files[path] != PageCode.None && PageCode.DocOf(s.Files[path]) == doc ? PageCode.EditsOf(s.Files[path]) : 0;
        return edits;
    }

    static int InFiles(ModelState s) => PageCode.EditsOf(s.Files[0]) | PageCode.EditsOf(s.Files[1]) | PageCode.EditsOf(s.Files[2]);

    static bool IsDoubled(ModelState s)
    {
        var files = 0;
        for (var path = 0; path < 3; path++)
            files += s.Files[path] == PageCode.None ? 0 : 1;
        return files > (s.Docs[0].Row == PageCode.None ? 0 : 1) + (s.Docs[1].Row == PageCode.None ? 0 : 1);
    }

    static bool IsRenameLost(ModelState s, ModelVariant variant)
    {
        if (s.Asked is 0 or ModelState.Unclear)
            return false;
        var (doc, asked) = ((s.Asked - 1) >> 2, (s.Asked - 1) & 3);
        return !s.IsMadeAnew && Identity.PathOf(s, doc, variant) is var path and >= 0 && path != asked && s.Files[asked] == PageCode.None;
    }

    bool ComesToRest(ModelState s)
    {
        var t = s;
        for (var steps = 0; steps < MostSteps; steps++)
        {
            t = engine.Step(t);
            if (t.At == EngineAt.Rest && t.IsQuiet(variant, budget.Documents))
                return true;
        }
        return false;
    }
}
