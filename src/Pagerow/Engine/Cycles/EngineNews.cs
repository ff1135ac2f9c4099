namespace Pagerow.Engine.Cycles;

/// <summary>Who is told what a running engine does. Each is called from the engine's own loop, one at a time.</summary>
/// <param name="Passed">A pass ended: what it was asked, what it did, how long it took.</param>
/// <param name="Failed">The world failed; the engine tries again after the pause.</param>
/// <param name="LostTrack">A watcher lost track; everything is looked at.</param>
/// <param name="Answer">What a pass did, in the words that callers of other processes understand.</param>
public sealed record EngineNews(
    Action<CycleRequest, CycleReport, TimeSpan> Passed, Action<Exception, TimeSpan> Failed, Action<string> LostTrack, Func<CycleReport, TimeSpan, string> Answer);
