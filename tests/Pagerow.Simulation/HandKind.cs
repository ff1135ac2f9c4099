namespace Pagerow.Simulation;

/// <summary>What a hand does: the passes first, then what happens to files, then what happens to rows.</summary>
enum HandKind
{
    Sync,
    Crash,
    Race,
    Policy,
    Restart,
    FileText,
    FileField,
    FileTask,
    FileNew,
    FileDelete,
    FileRename,
    FileRenameOver,
    FileBreak,
    FileCopy,
    RowField,
    RowBody,
    RowTask,
    RowTaskNew,
    RowTaskDelete,
    RowSection,
    RowSectionNew,
    RowNew,
    RowDelete,
    RowPath,
    RowRefused,
    RowNull,
    RowResolve,
}
