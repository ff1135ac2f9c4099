namespace Pagerow.Reconcile;

/// <summary>Checks of a whole cycle's deletions, before any is done. Edits never wait for them.</summary>
public static class Guardrails
{
    /// <summary>
    /// The halt for too many deletions, or null. Counted over both directions together: more than ten and more than a fifth of all
    /// documents, or all of two or more.
    /// </summary>
    /// <param name="deletions">Deletions that are planned and that nothing else (Git) explains.</param>
    /// <param name="missing">Files that are missing but not yet believed to be: they count, so that a mass is not deleted in two halves.</param>
    /// <param name="documents">Documents before the cycle.</param>
    public static Halt? OnDeletions(IReadOnlyCollection<Step> deletions, int missing, int documents)
    {
        ArgumentNullException.ThrowIfNull(deletions);
        var count = deletions.Count + missing;
        var isMass = count > Math.Max(10, documents / 5) || (count >= 2 && count >= documents);
        if (!isMass || deletions.Count == 0)
            return null;
        var files = deletions.Count(d => d.Verdict == Verdict.DeleteFile);
        var side = files * 2 >= count ? "rows" : "files";
        var examples = string.Join(", ", deletions.Select(d => d.Facts.Base?.Path.Value).OfType<string>().Order(StringComparer.Ordinal).Take(3));
        return new(
            "mass-deletion",
            $"{count} of {documents} documents would be deleted, because their {side} are gone ({examples}, ...). Nothing was deleted. "
            + "If this is meant, run 'pagerow sync --allow-deletes'; else bring them back.");
    }
}
