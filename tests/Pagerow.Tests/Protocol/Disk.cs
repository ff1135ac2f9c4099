namespace Pagerow.Tests.Protocol;

/// <summary>What renames do to names and to the inode that an editor holds, and what a power cut takes back.</summary>
static class Disk
{
    /// <summary>Exchanges a file with a stage.</summary>
    public static void Exchange(ref ModelState s, int doc, int path)
    {
        ref var stage = ref s.Docs[doc].Stage;
        (s.Files[path], stage) = (stage, s.Files[path]);
        var (file, staged) = (At(Handle.FileAt, path), At(Handle.StageOf, doc));
        s.Editor = s.Editor == file ? staged : s.Editor == staged ? file : s.Editor;
    }

    /// <summary>Moves what an editor holds along with its inode.</summary>
    public static void Follow(ref ModelState s, Handle from, Handle to)
    {
        if (s.Editor == from)
            s.Editor = to;
    }

    public static void StageToFile(ref ModelState s, int doc, int path)
    {
        Follow(ref s, At(Handle.FileAt, path), Handle.None);
        (s.Files[path], s.Docs[doc].Stage) = (s.Docs[doc].Stage, PageCode.None);
        Follow(ref s, At(Handle.StageOf, doc), At(Handle.FileAt, path));
    }

    public static void FileToStage(ref ModelState s, int doc, int path)
    {
        (s.Docs[doc].Stage, s.Files[path]) = (s.Files[path], PageCode.None);
        Follow(ref s, At(Handle.FileAt, path), At(Handle.StageOf, doc));
    }

    public static void Rename(ref ModelState s, int from, int to)
    {
        Follow(ref s, At(Handle.FileAt, to), Handle.None);
        (s.Files[to], s.Files[from]) = (s.Files[from], PageCode.None);
        Follow(ref s, At(Handle.FileAt, from), At(Handle.FileAt, to));
    }

    /// <summary>A save reached the disk, and with it all that happened to this name before.</summary>
    public static void Reached(ref ModelState s, int path)
    {
        for (var doc = 0; doc < 2; doc++)
        {
            ref var d = ref s.Docs[doc];
            if (d.Unflushed != PlanKind.None && (d.UnflushedTo == path || d.UnflushedFrom == path))
                d.ForgetUnflushed();
        }
    }

    public static void FlushAll(ref ModelState s)
    {
        s.Docs[0].ForgetUnflushed();
        s.Docs[1].ForgetUnflushed();
        s.Unsynced = 0;
    }

    public static void NoteUnflushed(ref ModelState s, int doc, PlanKind kind, byte to, byte from)
    {
        Reached(ref s, to);
        Reached(ref s, from);
        s.Unsynced &= (byte)~(1 << to | 1 << from);
        ref var d = ref s.Docs[doc];
        (d.Unflushed, d.UnflushedTo, d.UnflushedFrom, d.Retired) = (kind, to, from, PageCode.None);
    }

    /// <summary>A power cut takes a rename back that was not flushed.</summary>
    public static void TakeBack(ref ModelState s, int doc)
    {
        ref var d = ref s.Docs[doc];
        ref var file = ref s.Files[d.UnflushedTo];
        switch (d.Unflushed)
        {
            case PlanKind.Create: (d.Stage, file) = (file, PageCode.None); break;
            case PlanKind.Replace when d.Stage == PageCode.None: (d.Stage, file) = (file, d.Retired); break;
            case PlanKind.Replace: (d.Stage, file) = (file, d.Stage); break;
            case PlanKind.Delete: (file, d.Stage) = (d.Stage == PageCode.None ? d.Retired : d.Stage, PageCode.None); break;
            case PlanKind.Move: (s.Files[d.UnflushedFrom], file) = (file, PageCode.None); break;
            case PlanKind.None or PlanKind.ToRow or PlanKind.DropRow or PlanKind.Forget or PlanKind.Rehome: break;
            default: throw new InvalidOperationException($"Unknown put {d.Unflushed}.");
        }
    }

    public static Handle At(Handle kind, int which) => (Handle)((int)kind + which);
}
