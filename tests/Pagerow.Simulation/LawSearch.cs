using System.Diagnostics;

namespace Pagerow.Simulation;

/// <summary>Lives one list of hands after another, on all cores, until a law breaks; then it looks for the shortest list that still breaks it.</summary>
/// <param name="law">The law.</param>
/// <param name="handsOf">The hands of a life, by its number.</param>
/// <param name="most">How long it may take; null where it may take as long as it takes.</param>
sealed class LawSearch(Law law, Func<long, IReadOnlyList<Hand>> handsOf, TimeSpan? most = null)
{
    readonly Counts _counts = new();
    readonly Lock _found = new();
    readonly Stopwatch _clock = Stopwatch.StartNew();
    LawFailure? _failure;
    long _next, _lives;

    /// <summary>The hands that a seed gives.</summary>
    public static IReadOnlyList<Hand> HandsOf(long seed)
    {
        var random = new Random((int)(seed % int.MaxValue));
        return [.. Enumerable.Range(0, random.Next(2, 24)).Select(i => Hand.Next(random, i))];
    }

    /// <summary>Lives the numbers from one to before another.</summary>
    public async Task<LawResult> RunAsync(long from, long to, int workers)
    {
        _next = from;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(to))));
        return new(_lives, _counts, _failure, _clock.Elapsed);
    }

    async Task WorkAsync(long to)
    {
        var counts = new Counts();
        while (_failure is null && (most is null || _clock.Elapsed < most) && Interlocked.Increment(ref _next) - 1 is var number && number < to)
        {
            var hands = handsOf(number);
            if (await law.FailureAsync(hands, counts) is { } why)
                await ReportAsync(number, hands, why);
            Interlocked.Increment(ref _lives);
        }

        lock (_found)
            _counts.Add(counts);
    }

    async Task ReportAsync(long number, IReadOnlyList<Hand> hands, string why)
    {
        var (shortest, reason) = await ShrinkAsync(hands, why);
        lock (_found)
            _failure = _failure is { } earlier && earlier.Number < number ? earlier : new(law.Name, number, reason, shortest);
    }

    async Task<(IReadOnlyList<Hand> Hands, string Why)> ShrinkAsync(IReadOnlyList<Hand> hands, string why)
    {
        for (var i = 0; i < hands.Count;)
        {
            IReadOnlyList<Hand> fewer = [.. hands.Take(i), .. hands.Skip(i + 1)];
            if (await law.FailureAsync(fewer, new()) is { } still)
                (hands, why, i) = (fewer, still, 0);
            else
                i++;
        }

        return (hands, why);
    }
}
