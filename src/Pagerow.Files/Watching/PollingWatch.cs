using System.Runtime.CompilerServices;
using Pagerow.Engine.Cycles;

namespace Pagerow.Files.Watching;

/// <summary>For places that send no events, or not those of other machines: asks for a look at everything every two seconds.</summary>
/// <param name="why">Why there are no events, for people.</param>
/// <param name="time">The time.</param>
sealed class PollingWatch(string why, TimeProvider time) : IHints
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Hint> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await cancellation.OrFalse(timer.WaitForNextTickAsync))
            yield return new Hint.Folder("");
    }

    /// <inheritdoc/>
    public string Describe() => $"polling every 2 s ({why})";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
