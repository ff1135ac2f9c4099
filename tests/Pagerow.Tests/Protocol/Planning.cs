namespace Pagerow.Tests.Protocol;

/// <summary>What the engine wants after a look: the decision table, without what texts say.</summary>
static class Planning
{
    /// <summary>Plans for every document, from the files as they stand and the rows as they were read.</summary>
    public static void Run(ref ModelState s, int documents, ModelVariant variant)
    {
        Span<int> paths = [Identity.PathOf(s, 0, variant), documents == 1 ? -1 : Identity.PathOf(s, 1, variant)];
        for (var doc = 0; doc < documents; doc++)
            Plan(ref s, doc, paths[doc]);
    }

    static void Plan(ref ModelState s, int doc, int path)
    {
        var file = path < 0 ? PageCode.None : s.Files[path];
        ref var d = ref s.Docs[doc];
        var isFileChanged = file != PageCode.None && (file != d.Base || path != d.BasePath);
        var isRowChanged = d.ReadRow != PageCode.None && (d.ReadRow != d.Base || d.ReadPath != d.BasePath);
        if (d.Base == PageCode.None)
            First(ref s, doc, file, path);
        else if (file == PageCode.None)
            Gone(ref s, doc, isRowChanged);
        else if (isFileChanged && isRowChanged)
            Both(ref s, doc, file, (byte)path);
        else if (isFileChanged)
            ToRow(ref d, file, (byte)path, file);
        else if (d.ReadRow == PageCode.None)
            Set(ref d, PlanKind.Delete, PageCode.None, file, d.BasePath, d.BasePath);
        else if (isRowChanged)
            ToFile(ref s, doc, file);
    }

    static void First(ref ModelState s, int doc, byte file, int path)
    {
        ref var d = ref s.Docs[doc];
        if (file != PageCode.None)
            ToRow(ref d, Merge(file, d.ReadRow), (byte)path, file);
        else if (d.ReadRow != PageCode.None)
            Set(ref d, PlanKind.Create, d.ReadRow, PageCode.None, Place(ref s, doc), d.ReadPath);
    }

    static void Gone(ref ModelState s, int doc, bool isRowChanged)
    {
        ref var d = ref s.Docs[doc];
        if (d.ReadRow == PageCode.None)
            d.Plan = PlanKind.Forget;
        else if (isRowChanged)
            Set(ref d, PlanKind.Create, d.ReadRow, PageCode.None, Place(ref s, doc), d.ReadPath);
        else
            d.Plan = PlanKind.DropRow;
    }

    static void ToFile(ref ModelState s, int doc, byte file)
    {
        ref var d = ref s.Docs[doc];
        if (d.ReadPath == d.BasePath)
            Set(ref d, PlanKind.Replace, d.ReadRow, file, d.BasePath, d.BasePath);
        else if (IsFree(ref s, doc, d.ReadPath))
            Set(ref d, PlanKind.Move, PageCode.None, file, d.ReadPath, d.BasePath);
        else
            Set(ref d, PlanKind.Rehome, PageCode.None, PageCode.None, d.BasePath, d.BasePath);
    }

    static void Both(ref ModelState s, int doc, byte file, byte path)
    {
        ref var d = ref s.Docs[doc];
        var merged = Merge(file, d.ReadRow);
        if (file != d.Base && d.ReadRow != d.Base && file != d.ReadRow && (merged == file || merged == d.ReadRow))
            s.HasFalseConflict = true;
        d.KeepsWish = path == d.BasePath && d.ReadPath != d.BasePath && IsFree(ref s, doc, d.ReadPath);
        if (merged == file)
        {
            ToRow(ref d, file, path, file);
            return;
        }

        (d.Plan, d.Target, d.Expected, d.To, d.From, d.IsMerge) = (PlanKind.Replace, merged, file, path, path, true);
    }

    static void ToRow(ref DocState d, byte shown, byte path, byte file) => Set(ref d, PlanKind.ToRow, shown, file, path, path);

    static void Set(ref DocState d, PlanKind plan, byte target, byte expected, byte to, byte from)
    {
        (d.Plan, d.Target, d.Expected, d.To, d.From) = (plan, target, expected, to, from);
        if (plan is PlanKind.Create or PlanKind.Delete or PlanKind.Move || (plan is PlanKind.Replace && target == d.ReadRow))
            (d.ReadRow, d.ReadPath) = (0, 0);
    }

    static byte Merge(byte file, byte row) => row == PageCode.None ? file : (byte)(file | row);

    static byte Place(ref ModelState s, int doc)
    {
        var d = s.Docs[doc];
        if (IsFree(ref s, doc, d.ReadPath))
            return d.ReadPath;
        if (d.Base != PageCode.None && IsFree(ref s, doc, d.BasePath))
            return d.BasePath;
        for (byte path = 0; path < 3; path++)
        {
            if (IsFree(ref s, doc, path))
                return path;
        }
        return d.ReadPath;
    }

    // A path is taken where a file stands, where another's base is, and where another one is about to go.
    static bool IsFree(ref ModelState s, int doc, byte path)
    {
        var other = s.Docs[1 - doc];
        return s.Files[path] == PageCode.None && (other.Base == PageCode.None || other.BasePath != path)
            && !(other.Plan is PlanKind.Create or PlanKind.Move && other.To == path);
    }
}
