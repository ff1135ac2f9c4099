namespace Pagerow.Tests.Protocol;

/// <summary>Which file the engine takes for a document's: the one with its key, or, without keys, the one at its path or with its content.</summary>
static class Identity
{
    public static int PathOf(ModelState s, int doc, ModelVariant variant)
    {
        if (variant.KnowsByKey)
            return s.PathOf(doc);
        var d = s.Docs[doc];
        if (d.Base != PageCode.None)
            return s.Files[d.BasePath] != PageCode.None ? d.BasePath : Moved(s, doc);
        if (d.Row != PageCode.None)
            return s.Files[d.RowPath] != PageCode.None && !IsOthers(s, doc, d.RowPath) ? d.RowPath : -1;
        return Stranger(s, doc);
    }

    static int Moved(ModelState s, int doc)
    {
        for (var path = 0; path < 3; path++)
        {
            if (s.Files[path] == s.Docs[doc].Base && !IsOthers(s, doc, path))
                return path;
        }
        return -1;
    }

    // Of two documents that are not there yet the first takes the first file that nobody has.
    static int Stranger(ModelState s, int doc)
    {
        var skip = doc == 1 && s.Docs[0].Base == PageCode.None && s.Docs[0].Row == PageCode.None ? 1 : 0;
        for (var path = 0; path < 3; path++)
        {
            if (s.Files[path] != PageCode.None && !IsOthers(s, doc, path) && skip-- == 0)
                return path;
        }
        return -1;
    }

    static bool IsOthers(ModelState s, int doc, int path)
    {
        var other = s.Docs[1 - doc];
        if (other.Base == PageCode.None)
            return other.Row != PageCode.None && other.RowPath == path;
        return other.BasePath == path || (s.Files[other.BasePath] == PageCode.None && s.Files[path] == other.Base);
    }
}
