namespace Pagerow.Simulation;

/// <summary>Time in which nobody waits: a timer rings at once, and the clock jumps to when it would have.</summary>
sealed class HurriedTime : TimeProvider
{
    long _now = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => new(_now, TimeSpan.Zero);

    public void Pass(TimeSpan span) => _now += span.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            _now += dueTime.Ticks;
            callback(state);
        }

        return new Rung();
    }

    sealed class Rung : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() { }

        public ValueTask DisposeAsync() => default;
    }
}
