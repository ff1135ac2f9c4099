using Pagerow.Files.Trees;
using Pagerow.Pages;

namespace Pagerow.Files.Scanning;

/// <summary>
/// Goes through one folder's listing beside its stamps. As long as names come in the order and with the values of the stamps, nothing is made: no string,
/// no new stamp. At the first difference the stamps are written anew from there on.
/// </summary>
sealed class FolderPass(Names names, NameMode mode, long now, StampTrust trust)
{
    readonly StampWriter _writer = new();
    Findings _found = new();
    string _folder = "";
    byte[] _old = [];
    bool _isSameWish, _isWriting, _hasNewNames;

    /// <summary>
    /// Looks through a folder. Returns its stamps (the very same array where nothing differs) and pushes the folders in it that are to be looked into;
    /// null where it turns out to be a root of its own.
    /// </summary>
    /// <exception cref="FaultException">It could not be listed; nothing of it is to be believed.</exception>
    public byte[]? Run(string folder, FolderReader reader, byte[]? old, Findings found, List<string> folders)
    {
        (_folder, _found, _old) = (folder, found, old ?? []);
        _isSameWish = old is not null && old.AsSpan(1, 8).SequenceEqual(names.Digest);
        _isWriting = _hasNewNames = false;
        if (!_isSameWish)
            Rewrite(at: 0);
        var remembered = new Remembered(_old);
        while (reader.Next())
        {
            var name = reader.Name;
            if (name[0] == '.' && Names.IsReserved(name) && IsNestedRoot(name, reader.Kind))
                return null;
            var at = remembered.Position;
            var isKnown = remembered.Find(name, out var entry) && entry.Class != StampClass.Twin;
            if (remembered.IsOutOfOrder)
                Rewrite(at);
            Take(reader, name, entry, isKnown, at, folders);
        }
        while (remembered.NextMissing(out var missing))
        {
            Rewrite(remembered.FirstMissing);
            if (missing.Class == StampClass.Page)
                Miss(reader, missing);
        }
        if (!_isWriting)
            return _old;
        var packed = _writer.ToPacked();
        if (_hasNewNames)
            packed = Twins.Mark(packed, folder, mode, _old, found);
        return packed.AsSpan().SequenceEqual(_old) ? _old : packed;
    }

    bool IsNestedRoot(ReadOnlySpan<byte> name, EntryKind kind)
    {
        if (name.SequenceEqual(".git"u8))
            _found.GitFolders.Add(_folder);
        return _folder.Length > 0 && kind == EntryKind.Folder && name.SequenceEqual(".pagerow"u8);
    }

    void Take(FolderReader reader, ReadOnlySpan<byte> name, StampEntry entry, bool isKnown, int at, List<string> folders)
    {
        var kind = reader.Kind;
        if (isKnown && entry.Kind != kind && entry.Class is StampClass.Page or StampClass.Folder && IsMasked(entry, kind))
        {
            Keep(entry.Class == StampClass.Page ? entry.Unsettled() : entry, at, isChanged: entry.Class == StampClass.Page && !entry.IsUnsettled);
            return;
        }
        var isKnownClass = isKnown && _isSameWish && entry.Kind == kind;
        var @class = isKnownClass ? entry.Class : names.Classify(_folder, name, kind);
        _hasNewNames |= !isKnown && @class == StampClass.Page;
        if (@class == StampClass.Page)
        {
            Page(reader, name, entry, isKnown, at);
            return;
        }
        if (@class == StampClass.Folder)
            folders.Add(Names.Below(_folder, Names.Text(name)));
        else if (@class == StampClass.LeftOut)
            LeaveOut(name, kind);
        if (isKnown && entry.Class == StampClass.Page)
            _found.Vanished.Add(PagePath.Found(_folder, Names.Text(name)));
        Keep(new() { Name = name, Class = @class, Kind = kind }, at, isChanged: !isKnownClass);
    }

    // A listing that changes while it is read may leave out what is there, so the name is asked for once more; unless it would answer to another spelling.
    void Miss(FolderReader reader, StampEntry missing)
    {
        var path = PagePath.Found(_folder, Names.Text(missing.Name));
        try
        {
            if (mode.Folds || reader.StatOf(missing.Name) is null)
            {
                _found.Vanished.Add(path);
                return;
            }
            _found.CannotTell(path.Value, new(Problem.Unstable, $"'{path}' came and went while its folder was listed; it is looked at again"));
        }
        catch (FaultException e)
        {
            _found.CannotTell(path.Value, e.ToProblem());
        }
        _writer.Add(missing.Unsettled());
    }

    void LeaveOut(ReadOnlySpan<byte> name, EntryKind kind)
    {
        var path = PagePath.Found(_folder, Names.Text(name));
        var bytes = name.ToArray();
        _found.LeaveOut(path, () => names.WhyLeftOut(path, bytes, kind));
    }

    void Page(FolderReader reader, ReadOnlySpan<byte> name, StampEntry entry, bool isKnown, int at)
    {
        FileStat? stat;
        try
        {
            stat = reader.Stat();
        }
        catch (FaultException e)
        {
            _found.CannotTell(PagePath.Found(_folder, Names.Text(name)).Value, e.ToProblem());
            if (isKnown)
                Keep(entry, at, isChanged: false);
            return;
        }
        if (stat is not { Kind: EntryKind.File } file)
        {
            _found.CannotTell(PagePath.Found(_folder, Names.Text(name)).Value, new(Problem.Unstable, "it changed while it was looked at; it is looked at again"));
            if (isKnown)
                Keep(entry, at, isChanged: false);
            return;
        }
        _found.FilesSeen++;
        var isVouched = isKnown && entry.Vouches(file) && trust == StampTrust.Believe;
        if (!isVouched)
            _found.Suspects.Add(new(PagePath.Found(_folder, Names.Text(name)), file.FileId, file.Size));
        if (isVouched && !_isWriting)
            return;
        var fresh = Entry(name, file, Clock.IsRacy(file.Modified, file.Changed, now));
        var isSame = isKnown && entry.Class == StampClass.Page && entry.Matches(file) && entry.IsRacy == fresh.IsRacy && !entry.IsUnsettled;
        Keep(fresh, at, isChanged: !isSame);
    }

    /// <summary>The entry of a page.</summary>
    internal static StampEntry Entry(ReadOnlySpan<byte> name, FileStat stat, bool isRacy) => new()
    {
        Name = name,
        Class = StampClass.Page,
        Kind = EntryKind.File,
        IsRacy = isRacy,
        Size = stat.Size,
        Modified = stat.Modified,
        Changed = stat.Changed,
        FileId = stat.FileId,
    };

    // What was a page or a folder and is now a link or the other kind is not gone: it cannot be said what became of it.
    bool IsMasked(StampEntry entry, EntryKind kind)
    {
        if (entry.Class == StampClass.Folder && kind != EntryKind.Link)
            return false;
        var path = PagePath.Found(_folder, Names.Text(entry.Name)).Value;
        _found.CannotTell(entry.Class == StampClass.Folder ? path + "/" : path, Masks.Problem(path, kind));
        return true;
    }

    void Keep(StampEntry entry, int at, bool isChanged)
    {
        if (isChanged)
            Rewrite(at);
        if (_isWriting)
            _writer.Add(entry);
    }

    void Rewrite(int at)
    {
        if (_isWriting)
            return;
        _isWriting = true;
        if (_isSameWish)
            _writer.BeginWith(_old.AsSpan(0, at));
        else
            _writer.Begin(names.Digest);
    }
}
