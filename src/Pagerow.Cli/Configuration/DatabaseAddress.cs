using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Pagerow.Pages;

namespace Pagerow.Cli.Configuration;

/// <summary>Where the rows are. SQLite so far.</summary>
/// <param name="SqlitePath">The database file; where it is not absolute, below the root.</param>
public sealed partial record DatabaseAddress(string SqlitePath)
{
    const string Scheme = "sqlite:";

    /// <summary>What is used where nothing is said.</summary>
    public static DatabaseAddress Default { get; } = new(".pagerow/pagerow.db");

    /// <summary>
    /// What <c>database:</c> says in a file. A cloned repository's file is not trusted: only SQLite below <c>.pagerow/</c>, and only
    /// variables beginning <c>PAGEROW_</c>.
    /// </summary>
    /// <param name="text">The value as it stands.</param>
    /// <param name="variables">The value of an environment variable, or null.</param>
    /// <param name="address">The address, where the result is true.</param>
    /// <param name="reason">What is wrong and what to do, where the result is false.</param>
    public static bool TryParseFromFile(
        string text, Func<string, string?> variables, [NotNullWhen(true)] out DatabaseAddress? address, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        reason = Expand(text, variables, out var expanded);
        if (reason is not null || !TryParse(expanded, out address, out reason))
            return false;
        if (address.SqlitePath.StartsWith(".pagerow/", StringComparison.Ordinal) && PagePath.TryParse(address.SqlitePath, out _, out _))
            return true;
        address = null;
        reason = "from this file alone, the database is SQLite below .pagerow/, as in sqlite:.pagerow/pagerow.db; name another one by --database or PAGEROW_DATABASE";
        return false;
    }

    /// <summary>What the user says, by <c>--database</c> or <c>PAGEROW_DATABASE</c>: any file.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DatabaseAddress? address, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        reason = text.Split(':')[0].ToUpperInvariant() switch
        {
            "MYSQL" or "MARIADB" => "mysql:// is not yet available; use sqlite:PATH",
            "POSTGRES" or "POSTGRESQL" => "postgres:// is not yet available; use sqlite:PATH",
            "SQLITE" when text.Length <= Scheme.Length => "sqlite: names no file; as in sqlite:.pagerow/pagerow.db",
            "SQLITE" when text.Any(char.IsControl) => "the database's path has a control character",
            "SQLITE" => null,
            _ => "a database is named as in sqlite:.pagerow/pagerow.db",
        };
        address = reason is null ? new(text[Scheme.Length..]) : null;
        return reason is null;
    }

    /// <summary>The address as it is written.</summary>
    public override string ToString() => Scheme + SqlitePath;

    static string? Expand(string text, Func<string, string?> variables, out string expanded)
    {
        string? reason = null;
        expanded = Variable().Replace(text, match =>
        {
            var name = match.Groups["name"].Value;
            if (!name.StartsWith("PAGEROW_", StringComparison.Ordinal))
                reason ??= $"'${{{name}}}' is not expanded; only variables beginning PAGEROW_ are";
            else if (variables(name) is { } value)
                return value;
            else
                reason ??= $"the variable {name} is not set";
            return "";
        });
        return reason;
    }

    [GeneratedRegex(@"\$\{(?<name>[^}]*)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
