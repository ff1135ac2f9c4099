using Pagerow.Files;
using Pagerow.Sqlite;

namespace Pagerow.Cli;

/// <summary>
/// How the database's file was left by the last process that held the root. A client may switch triggers off and edit rows while nobody
/// watches; if the file is not as it was left, every row is looked at. A note that is missing or wrong costs that look, and nothing else.
/// </summary>
/// <param name="root">The root.</param>
/// <param name="database">The database's file.</param>
sealed class DatabaseSeen(RootFolder root, string database)
{
    const string Note = "seen";

    readonly StateFolder _state = new(root);

    /// <summary>Whether the file is as it was left.</summary>
    public bool IsAsLeft
    {
        get
        {
            try
            {
                return _state.Read(Note) == SqliteDatabase.StampOf(database);
            }
            catch (IOException)
            {
                // A note that cannot be read is none.
                return false;
            }
        }
    }

    /// <summary>Notes how it is left, once it is closed.</summary>
    public void Leave()
    {
        try
        {
            if (!IsAsLeft)
                _state.Write(Note, SqliteDatabase.StampOf(database));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, or a root that is gone: the next process looks at every row.
        }
    }
}
