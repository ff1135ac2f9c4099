namespace Pagerow.Simulation;

/// <summary>A call of a side that may fail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOfFolder">Whether it is the folder's; else the database's.</param>
/// <param name="IsEffect">Whether it changes anything.</param>
readonly record struct FaultyCall(string Name, bool IsOfFolder, bool IsEffect)
{
    /// <summary>Whether a call like this one can go wrong so.</summary>
    public bool CanFail(FaultKind kind) => kind switch
    {
        FaultKind.DiskFull or FaultKind.NoPermission => IsOfFolder,
        FaultKind.Busy or FaultKind.Failed => !IsOfFolder,
        FaultKind.Cancelled or FaultKind.Crash or FaultKind.PowerCut => true,
        FaultKind.AnswerLost or FaultKind.CrashAfter => IsEffect,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
