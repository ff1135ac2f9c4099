using System.Globalization;

namespace Pagerow.Benchmarks;

/// <summary>A small table of samples on the console, in Markdown.</summary>
sealed class ResultTable
{
    readonly Sample _floor;

    /// <summary>Begins one with its floor, or rival: the sample that the others are compared with.</summary>
    public ResultTable(string name, Sample floor)
    {
        _floor = floor;
        Console.WriteLine("| ms | median | min | max | ratio | aim |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | --- |");
        Write(name, floor, "", "");
    }

    /// <summary>A line with its ratio to the floor, turn by turn.</summary>
    public void Compare(string name, Sample sample, string aim = "") =>
        Write(name, sample, sample.RatioTo(_floor).ToString("0.00", CultureInfo.InvariantCulture), aim);

    /// <summary>A line that is compared with nothing.</summary>
    public static void Tell(string name, Sample sample) => Write(name, sample, "", "");

    static void Write(string name, Sample sample, string ratio, string aim) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {sample.Median:N1} | {sample.Min:N1} | {sample.Max:N1} | {ratio} | {aim} |"));
}
