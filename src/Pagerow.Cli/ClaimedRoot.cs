using Pagerow.Files;

namespace Pagerow.Cli;

/// <summary>A root that this process alone may write, with nothing of it open yet.</summary>
/// <param name="Root">The folder.</param>
/// <param name="Lock">The right to write it.</param>
sealed record ClaimedRoot(RootFolder Root, RootLock Lock);
