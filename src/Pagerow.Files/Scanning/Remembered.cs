using System.Text;

namespace Pagerow.Files.Scanning;

/// <summary>
/// One folder's stamps while its listing goes by: compared by position as long as the order holds, and by a dictionary from the first difference on.
/// </summary>
ref struct Remembered(byte[] packed)
{
    readonly byte[] _packed = packed;
    Dictionary<string, int>? _rest;
    Dictionary<string, int>.ValueCollection.Enumerator _missing;
    int _at = StampReader.HeaderSize;
    bool _isCounting;

    /// <summary>Where the stamps stand: everything before it went by in order.</summary>
    public readonly int Position => _at;

    /// <summary>Whether the listing has left the order of the stamps.</summary>
    public readonly bool IsOutOfOrder => _rest is not null;

    /// <summary>Where the first stamp begins whose name did not go by, when the listing has ended in order.</summary>
    public int FirstMissing { get; private set; }

    /// <summary>The stamp of a name that goes by.</summary>
    public bool Find(ReadOnlySpan<byte> name, out StampEntry entry)
    {
        if (_rest is null)
        {
            var reader = new StampReader(_packed, _at);
            if (reader.Next(out entry) && entry.Name.SequenceEqual(name))
            {
                _at = reader.Position;
                return true;
            }
            _rest = Rest();
        }
        entry = default;
        return _rest.Remove(Encoding.Latin1.GetString(name), out var at) && new StampReader(_packed, at).Next(out entry);
    }

    /// <summary>After the listing: the next stamp whose name did not go by.</summary>
    public bool NextMissing(out StampEntry entry)
    {
        if (!_isCounting)
        {
            _isCounting = true;
            FirstMissing = _at;
            _missing = (_rest ?? Rest()).Values.GetEnumerator();
        }
        entry = default;
        return _missing.MoveNext() && new StampReader(_packed, _missing.Current).Next(out entry);
    }

    // Latin-1 gives every byte a character: names that are not UTF-8 keep apart.
    readonly Dictionary<string, int> Rest()
    {
        var rest = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new StampReader(_packed, _at);
        for (var at = _at; reader.Next(out var entry); at = reader.Position)
            rest[Encoding.Latin1.GetString(entry.Name)] = at;
        return rest;
    }
}
