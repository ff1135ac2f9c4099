namespace Pagerow.Sql.Tables;

/// <summary>What a batch did.</summary>
readonly record struct Tally(int RowsWritten, int RowsDeleted, int FilesWritten, int Events);
