using System.Diagnostics;

namespace Pagerow.EndToEnd;

/// <summary>Waits for what another process does. The only place where the tests let time pass.</summary>
public static class Patience
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns when the condition holds; fails the test, naming it, when it does not for two minutes.</summary>
    public static async Task UntilAsync(string what, Func<bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        var since = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Longest, $"waited {Longest.TotalSeconds} s in vain until {what}");
            await Task.Delay(Between, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets a time pass that is itself what is tested, such as how long something lives or is held.</summary>
    public static Task ForAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);
}
