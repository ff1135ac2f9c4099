namespace Pagerow.Files.Scanning;

/// <summary>
/// The file system's clock: the given time, put right by what the file system stamped on a file when the root was opened (a share's server
/// has a clock of its own).
/// </summary>
sealed class Clock(TimeProvider time)
{
    const long CoarseGrain = 2_000_000_000, FineGrain = 20_000_000, Second = 1_000_000_000;
    long _ahead;

    /// <summary>Now, in nanoseconds since 1970, as the file system would stamp it.</summary>
    public long Now => Ours + _ahead;

    long Ours => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>Takes a stamp that the file system has just made as its now.</summary>
    public void Set(long stamp) => _ahead = stamp - Ours;

    /// <summary>
    /// Whether a file that was changed last at these times could, at <paramref name="now"/>, still change without its stamp telling: both within one grain of
    /// the clock. Where the kernel's own stamp has no fraction of a second, the grain is two seconds (FAT).
    /// </summary>
    public static bool IsRacy(long modified, long changed, long now)
    {
        var grain = changed % Second == 0 ? CoarseGrain : FineGrain;
        return now - Math.Max(modified, changed) < grain;
    }
}
