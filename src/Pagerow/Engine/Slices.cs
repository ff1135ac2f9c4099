namespace Pagerow.Engine;

/// <summary>Cuts candidates into slices that can be held at once, in their order.</summary>
static class Slices
{
    /// <summary>Slices of at most so many candidates and so many bytes of pages; a page that is longer alone has one of its own.</summary>
    public static IEnumerable<IReadOnlyList<Candidate>> Of(IReadOnlyList<Candidate> candidates, int most, long mostBytes)
    {
        for (var from = 0; from < candidates.Count;)
        {
            var to = from + 1;
            for (var bytes = candidates[from].Size; to < candidates.Count && to - from < most; to++)
            {
                bytes += candidates[to].Size;
                if (bytes > mostBytes)
                    break;
            }

            yield return [.. candidates.Skip(from).Take(to - from)];
            from = to;
        }
    }
}
