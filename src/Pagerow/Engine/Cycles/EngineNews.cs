using Pagerow.Engine.Sides;

namespace Pagerow.Engine.Cycles;

/// <summary>Who is told what a running engine does. Each is called from the engine's own loop, one at a time.</summary>
/// <param name="Passed">A pass ended: what it was asked, what it did, how long it took.</param>
/// <param name="Failed">The world failed; the engine tries again after the pause.</param>
/// <param name="LostTrack">A watcher lost track; everything is looked at.</param>
/// <param name="Called">Another process calls: what it wants done beside a pass is done here, before the pass.</param>
/// <param name="Answer">What a pass did, in the words that the caller understands.</param>
public sealed record EngineNews(
    Action<CycleRequest, CycleReport, TimeSpan> Passed,
    Action<Exception, TimeSpan> Failed,
    Action<string> LostTrack,
    Func<Call, CancellationToken, ValueTask> Called,
    Func<Call, CycleReport, TimeSpan, string> Answer);
