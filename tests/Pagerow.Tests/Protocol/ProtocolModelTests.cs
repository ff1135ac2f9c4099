using System.Diagnostics;
using System.Globalization;

namespace Pagerow.Tests.Protocol;

/// <summary>
/// The write protocol, explored in every interleaving of saves, row edits, deletes, renames, late writes in place, kills and power cuts: it
/// harms nothing, and whatever gives up one of its choices does. <c>PAGEROW_LONG</c>, in seconds, explores the large budgets, too.
/// </summary>
public sealed class ProtocolModelTests(ITestOutputHelper output)
{
    const int MostStates = 90_000_000;

    static readonly ModelBudget OnePage = new(3, 1, Crashes: 1) { WritesInPlace = false };
    static readonly ModelBudget TwoPages = new(2, 1, 1, 1) { Documents = 2, CutsPower = true };

    static readonly IReadOnlyList<ModelBudget> Small =
    [
        new(4, 1, Crashes: 2),
        new(4, 1, Crashes: 2) { CutsPower = true },
        new(3, 1, 1, 2) { CutsPower = true },
        new(2, 0, 2, 2) { CutsPower = true },
        TwoPages with { Deletes = 0 },
        TwoPages with { SecondIsNew = true, CreatesAnywhere = true },
        TwoPages with { Deletes = 0, RenamesOver = true },
        new(4, 0, 0, 1) { Documents = 2, CutsPower = true, WritesInPlace = false },
    ];

    static readonly IReadOnlyList<ModelBudget> Large =
    [
        new(4, 1, 1, 2) { CutsPower = true },
        new(4, 2, 1, 2) { CutsPower = true },
        new(5, 2, Crashes: 3),
        new(5, 2, Crashes: 3) { CutsPower = true },
        new(4, 1, 2, 2) { CutsPower = true },
        TwoPages with { RenamesOver = true },
        TwoPages with { Edits = 3, Crashes = 2, SecondIsNew = true, CreatesAnywhere = true, ReusesPlaces = false },
        TwoPages with { Edits = 4, WritesInPlace = false },
        TwoPages with { Renames = 2, ReusesPlaces = false },
    ];

    /// <summary>Which budgets there are, by their number.</summary>
    public static TheoryData<int> Budgets => [.. Enumerable.Range(0, Small.Count)];

    /// <summary>Which variants there are, by their name.</summary>
    public static TheoryData<string> Broken => [.. BrokenVariants.All.Select(v => v.Variant.Name)];

    [Theory]
    [MemberData(nameof(Budgets))]
    public void Protocol_H_harms_nothing_in_any_interleaving(int budget) =>
        AssertHarmless(new ModelSearch(ModelVariant.H, Small[budget]).Run());

    [Fact]
    public void Protocol_H_harms_nothing_within_the_large_budgets()
    {
        Assert.SkipUnless(int.TryParse(Environment.GetEnvironmentVariable("PAGEROW_LONG"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds), "PAGEROW_LONG is not set");
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Large.Count; i++)
        {
            // What one budget leaves of its share is for those that follow.
            var share = (TimeSpan.FromSeconds(seconds) - watch.Elapsed) / (Large.Count - i);
            AssertHarmless(new ModelSearch(ModelVariant.H, Large[i], keepsTraces: false).Run(MostStates, share));
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_protocol_that_gives_up_one_choice_is_caught(string name)
    {
        var (variant, budget, harm) = BrokenVariants.All.Single(v => v.Variant.Name == name);
        var found = new ModelSearch(variant, budget).Run();
        var unavoidable = new ModelSearch(ModelVariant.H with { KnowsByKey = variant.KnowsByKey }, budget).Run().All;
        Tell(found, unavoidable);
        Assert.True(found.IsComplete);
        Assert.Equal(harm, found.All & ~unavoidable);
    }

    [Fact]
    public void Keys_are_needed_to_follow_a_page_that_is_edited_and_renamed_at_once()
    {
        var budget = TwoPages with { SecondIsNew = true, Edits = 1, Deletes = 0, WritesInPlace = false };
        AssertHarmless(new ModelSearch(ModelVariant.H, budget).Run());
        var found = new ModelSearch(new("H without keys") { KnowsByKey = false }, budget).Run();
        Tell(found, Harm.None);
        Assert.Equal(Harm.Astray, found.All);
    }

    [Fact]
    public void A_save_that_a_power_cut_takes_back_takes_the_row_back_unless_the_page_was_flushed_before_it_was_believed()
    {
        var budget = OnePage with { CutsPower = true, SavesReachTheDisk = false };
        var found = new ModelSearch(ModelVariant.H, budget).Run();
        Tell(found, Harm.None);
        Assert.Equal(Harm.Lost | Harm.FalseConflict | Harm.OnlyInBackup, found.All);
        AssertHarmless(new ModelSearch(new("H, flushing what it believes") { FlushesWhatItBelieves = true }, budget).Run());
    }

    [Fact]
    public void A_write_in_place_that_outlives_its_exchange_is_taken_for_a_displaced_page_unless_recovery_looks_at_the_file()
    {
        var budget = OnePage with { CutsPower = true, WritesInPlace = true, InPlaceWritesReachTheDisk = false };
        var found = new ModelSearch(ModelVariant.H, budget).Run();
        Tell(found, Harm.None);
        Assert.Equal(Harm.FalseConflict, found.All);
        AssertHarmless(new ModelSearch(new("H, looking at the file") { SettleLooksAtFile = true }, budget).Run());
    }

    [Fact]
    public void A_page_in_the_place_of_another_that_was_moved_away_between_look_and_put_is_beyond_protocol_H()
    {
        var budget = new ModelBudget(2, 0, 2) { Documents = 2, WritesInPlace = false };
        AssertHarmless(new ModelSearch(ModelVariant.H, budget with { ReusesPlaces = false }).Run());
        var found = new ModelSearch(ModelVariant.H, budget).Run();
        Tell(found, Harm.None);
        Assert.Equal(Harm.Doubled, found.All);
    }

    void AssertHarmless(ModelResult result)
    {
        Tell(result, Harm.None);
        Assert.True(result.All == Harm.None, result.Figures);
    }

    void Tell(ModelResult result, Harm unavoidable)
    {
        output.WriteLine(result.Figures);
        foreach (var (harm, trace) in result.Harms.Where(h => !unavoidable.HasFlag(h.Key)))
            output.WriteLine($"  {harm} after {trace}");
    }
}
