namespace Pagerow.Simulation;

/// <summary>What holds over every life of a small world.</summary>
/// <param name="Name">A sentence.</param>
/// <param name="Family">Keeps its seeds apart from those of the others.</param>
/// <param name="Check">Lives a list of hands, and throws where the law does not hold. Shares nothing with another life.</param>
sealed record Law(string Name, int Family, Func<IReadOnlyList<Hand>, Counts, Task> Check)
{
    /// <summary>Both sides come to rest in step, nothing lost, over three documents.</summary>
    public static readonly Law Live = new("nothing is lost and both sides rest in step", 1, async (hands, counts) => await new Life(await Life.BornAsync(), counts).RunAsync(hands));

    /// <summary>The order in which a look tells what it found changes nothing.</summary>
    public static readonly Law Shuffled = new("the order of a look changes nothing", 2, Twins.ShuffledAsync);

    /// <summary>Trouble in one document changes the outcome of no other.</summary>
    public static readonly Law Isolated = new("trouble stays where it is", 3, Twins.IsolatedAsync);

    /// <summary>As <see cref="Live"/>, over one document.</summary>
    public static readonly Law Alone = new("nothing is lost of one document", 4, async (hands, counts) => await new Life(await Life.AloneAsync(), counts).RunAsync(hands));

    /// <summary>The laws over random lives.</summary>
    public static IReadOnlyList<Law> Random { get; } = [Live, Shuffled, Isolated];

    /// <summary>Where this law's seeds begin.</summary>
    public long FirstSeed => Family * 1_000_000_000L;

    /// <summary>Why the law does not hold over these hands; null where it does.</summary>
    public async Task<string?> FailureAsync(IReadOnlyList<Hand> hands, Counts counts)
    {
        try
        {
            await Check(hands, counts);
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }
}
