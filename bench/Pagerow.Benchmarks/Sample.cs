namespace Pagerow.Benchmarks;

/// <summary>Measurements of one thing, in milliseconds unless said otherwise.</summary>
sealed class Sample
{
    readonly List<double> _values = [];

    /// <summary>The middle one.</summary>
    public double Median => Percentile(50);

    /// <summary>The least.</summary>
    public double Min => _values.Min();

    /// <summary>The greatest.</summary>
    public double Max => _values.Max();

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    /// <summary>The measurements in the order in which they were made.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>Adds one.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>Adds a time.</summary>
    public void Add(TimeSpan time) => Add(time.TotalMilliseconds);

    /// <summary>The value that so many percent do not exceed (nearest rank; the mean of two for a median between them).</summary>
    public double Percentile(int percent)
    {
        var sorted = _values.Order().ToList();
        if (percent == 50 && sorted.Count % 2 == 0)
            return (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * percent / 100.0) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>The median of what each measurement is to the other's of the same turn.</summary>
    public double RatioTo(Sample other)
    {
        var ratios = new Sample();
        foreach (var (mine, its) in _values.Zip(other._values))
            ratios.Add(mine / its);
        return ratios.Median;
    }

    /// <summary>Each measurement less the other's of the same turn.</summary>
    public Sample Less(Sample other)
    {
        var rest = new Sample();
        foreach (var (mine, its) in _values.Zip(other._values))
            rest.Add(mine - its);
        return rest;
    }
}
