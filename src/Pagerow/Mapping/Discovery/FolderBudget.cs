namespace Pagerow.Mapping.Discovery;

/// <summary>How many folders inference may still tell apart; what comes later is counted together.</summary>
sealed class FolderBudget(int left)
{
    /// <summary>How many are left; not above zero: none.</summary>
    public int Left { get; set; } = left;
}
