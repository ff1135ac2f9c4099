namespace Pagerow.Sql;

/// <summary>What was dropped from the history.</summary>
/// <param name="Events">Lines of the audit.</param>
/// <param name="Versions">Versions of pages that nothing named any more.</param>
public sealed record ForgetOutcome(int Events, int Versions)
{
    /// <summary>Nothing.</summary>
    public static ForgetOutcome Nothing { get; } = new(0, 0);
}
