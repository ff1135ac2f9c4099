namespace Pagerow.Tests.Protocol;

/// <summary>What the engine wants of one document: the four writes to files that an intent notes, and those that are one transaction.</summary>
enum PlanKind : byte
{
    None,
    Create,
    Replace,
    Delete,
    Move,
    ToRow,
    DropRow,
    Forget,
    Rehome,
}
