namespace Pagerow.Sqlite;

/// <summary>Who brings the write-ahead log of a database over into its file.</summary>
public enum Checkpoints
{
    /// <summary>This process, after so many pages: it holds the root.</summary>
    Own,

    /// <summary>The process that holds the root; or whoever closes the database last.</summary>
    Others,
}
