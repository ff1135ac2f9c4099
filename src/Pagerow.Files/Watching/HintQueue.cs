using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Pagerow.Engine.Cycles;

namespace Pagerow.Files.Watching;

/// <summary>
/// Hints that wait for the engine: bounded, equal ones once. When too many wait, or track is lost, one lost track stands for all of them, for a look at
/// everything tells what they would have told.
/// </summary>
sealed class HintQueue
{
    /// <summary>How many hints wait at most.</summary>
    public const int Capacity = 4096;

    readonly Lock _gate = new();
    readonly HashSet<Hint> _waiting = [];
    readonly Channel<Hint> _channel = Channel.CreateBounded<Hint>(Capacity);
    bool _isLost;

    /// <summary>Adds a hint, from any thread.</summary>
    public void Add(Hint hint)
    {
        lock (_gate)
        {
            if (_isLost || !_waiting.Add(hint))
                return;
            if (hint is Hint.LostTrack || !_channel.Writer.TryWrite(hint))
                Lose(hint as Hint.LostTrack ?? new($"more than {Capacity} changes waited to be looked at"));
        }
    }

    /// <summary>The hints as they come, until cancelled.</summary>
    public async IAsyncEnumerable<Hint> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await cancellation.OrFalse(_channel.Reader.WaitToReadAsync))
        {
            while (Take() is { } hint)
                yield return hint;
        }
    }

    Hint? Take()
    {
        lock (_gate)
        {
            if (!_channel.Reader.TryRead(out var hint))
                return null;
            _waiting.Remove(hint);
            _isLost &= hint is not Hint.LostTrack;
            return hint;
        }
    }

    void Lose(Hint.LostTrack lost)
    {
        while (_channel.Reader.TryRead(out _))
        {
        }
        _waiting.Clear();
        _isLost = _channel.Writer.TryWrite(lost);
    }
}
