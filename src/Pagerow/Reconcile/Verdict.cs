namespace Pagerow.Reconcile;

/// <summary>What is to be done about one document.</summary>
public enum Verdict
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The row is made to show the file's page.</summary>
    WriteRow,

    /// <summary>The row's edits are put into the file, or a file is made for it.</summary>
    WriteFile,

    /// <summary>Both pages are merged; equal ones are adopted.</summary>
    Merge,

    /// <summary>The row goes; its page stays in the history.</summary>
    DeleteRow,

    /// <summary>The file goes to the trash.</summary>
    DeleteFile,

    /// <summary>The row was deleted while the file changed: an edit beats a delete, the row comes back.</summary>
    ReviveRow,

    /// <summary>The file was deleted while the row changed: an edit beats a delete, the file comes back.</summary>
    ReviveFile,

    /// <summary>Both are gone: the base is forgotten.</summary>
    Forget,

    /// <summary>The row's edits stay in it until the file can be read.</summary>
    Wait,

    /// <summary>The row was deleted but nobody can say what the file holds: the file stays, and so does the question.</summary>
    KeepFile,
}
