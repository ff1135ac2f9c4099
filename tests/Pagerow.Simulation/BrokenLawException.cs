namespace Pagerow.Simulation;

/// <summary>A law does not hold.</summary>
sealed class BrokenLawException(string message) : Exception(message)
{
    public static void Unless(bool holds, Func<string> message)
    {
        if (!holds)
            throw new BrokenLawException(message());
    }

    public static void IfAny(string law, IReadOnlyCollection<string> faults) =>
        Unless(faults.Count == 0, () => $"{law}:\n{string.Join('\n', faults)}");

    /// <summary>Both are the same, in the same order.</summary>
    public static void UnlessSame(string law, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (one, other) = (expected.ToList(), actual.ToList());
        Unless(one.SequenceEqual(other, StringComparer.Ordinal), () =>
            $"{law}:\nonly expected: {string.Join("\n", one.Except(other, StringComparer.Ordinal))}\nonly found: {string.Join("\n", other.Except(one, StringComparer.Ordinal))}");
    }
}
