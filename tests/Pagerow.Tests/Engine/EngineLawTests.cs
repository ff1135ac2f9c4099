using System.Globalization;
using Pagerow.Simulation;

namespace Pagerow.Tests.Engine;

/// <summary>
/// The laws over random lives of a small world, and over every order of a few hands. A failure prints its seed and the shortest list of
/// hands that still fails. A check runs so many seeds a law; with PAGEROW_LONG, for so many seconds. PAGEROW_SEED runs one seed alone.
/// </summary>
public sealed class EngineLawTests(ITestOutputHelper output)
{
    const int Seeds = 2_800;

    static readonly TimeSpan? Long = double.TryParse(Environment.GetEnvironmentVariable("PAGEROW_LONG"), CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    static readonly long? Seed = long.TryParse(Environment.GetEnvironmentVariable("PAGEROW_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : null;

    [Fact]
    public Task No_version_is_lost_and_both_sides_come_to_rest_in_step() => RunAsync(Law.Live);

    [Fact]
    public Task The_order_in_which_a_look_tells_what_it_found_changes_nothing() => RunAsync(Law.Shuffled);

    [Fact]
    public Task Trouble_in_one_document_changes_the_outcome_of_no_other() => RunAsync(Law.Isolated);

    [Fact]
    public Task Every_order_of_an_edit_an_end_and_a_move_with_passes_and_deaths_keeps_the_laws() => RunAsync(new Orders(Orders.Plain, Depth(4), 0), new Orders(Orders.Plain, Depth(4), 3));

    [Fact]
    public Task Every_order_of_many_edits_and_moves_keeps_the_laws() => RunAsync(new Orders(Orders.Varied, Depth(3), 0), new Orders(Orders.Varied, Depth(3), 3));

    static int Depth(int most) => Long is null ? most : 6;

    async Task RunAsync(Law law)
    {
        if (Seed is { } only)
            output.WriteLine($"seed {only}, hands:\n{string.Join('\n', LawSearch.HandsOf(only))}");
        var (from, to) = Seed is { } one ? (one, one + 1) : (law.FirstSeed, Long is null ? law.FirstSeed + Seeds : long.MaxValue);
        var result = await new LawSearch(law, LawSearch.HandsOf, Seed is null ? Long : null).RunAsync(from, to, Environment.ProcessorCount);
        Tell($"seeds from {from}", result);
    }

    async Task RunAsync(params Orders[] all)
    {
        Assert.SkipWhen(Seed is not null, "one seed alone is asked for");
        foreach (var orders in all)
            Tell($"of {orders.Count} orders", await new LawSearch(Law.Alone, orders.Of, Long / all.Length).RunAsync(0, orders.Count, Environment.ProcessorCount));
    }

    void Tell(string what, LawResult result)
    {
        output.WriteLine($"{what}: {result}");
        Assert.True(result.Failure is null, result.Failure?.ToString());
        Assert.True(result.Lives > 0);
    }
}
