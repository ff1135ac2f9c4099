namespace Pagerow.Sqlite;

/// <summary>
/// Compares statements. They are long, few, and nearly always the same instance: a few characters tell them apart well enough, where a
/// full hash of each on every use would cost as much as binding a parameter.
/// </summary>
sealed class StatementText : IEqualityComparer<string>
{
    /// <inheritdoc/>
    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    /// <inheritdoc/>
    public int GetHashCode(string obj) =>
        obj.Length == 0 ? 0 : (obj.Length * 31 * 31 * 31) + (obj[obj.Length / 4] * 31 * 31) + (obj[obj.Length / 2] * 31) + obj[obj.Length * 3 / 4];
}
