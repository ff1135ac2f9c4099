namespace Pagerow.Tests.Protocol;

/// <summary>Who does a step, and what.</summary>
enum StepKind : byte
{
    Engine,
    SaveFile,
    EditRow,
    DeleteFile,
    DeleteRow,
    RenameFile,
    RenameRow,
    OpenEditor,
    WriteInPlace,
    WriteDisplaced,
    WriteKept,
    Kill,
    CutPower,
    Unreadable,
}
