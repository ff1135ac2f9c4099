namespace Pagerow.Tests.Protocol;

/// <summary>Which atomic step the engine does next.</summary>
enum EngineAt : byte
{
    Rest,
    ReadFiles,
    WriteRows,
    Stage,
    Note,
    Put,
    PutUnseen,
    Flush,
    Verify,
    SwapBack,
    BringBack,
    Commit,
    Retire,
    SettleFlush,
    Settle,
    SettleCommit,
}
