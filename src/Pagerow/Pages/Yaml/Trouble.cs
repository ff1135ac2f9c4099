using System.Collections.Immutable;

namespace Pagerow.Pages.Yaml;

/// <summary>A field whose value cannot be trusted.</summary>
/// <param name="Key">The key, from the top; the trouble holds for everything below it too.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="IsRepairable">Whether writing the field anew puts it right; otherwise a person must.</param>
sealed record Trouble(ImmutableArray<string> Key, Problem Problem, bool IsRepairable);
