using System.Collections.Immutable;
using Pagerow.Pages;
using Pagerow.Reconcile.States;

namespace Pagerow.Reconcile;

/// <summary>
/// Recognises documents that moved: by key, then by file id with equal content, then by equal content, then by likeness: without a key
/// of at least 60 % with a single candidate; where the key is another one too, of at least 70 %, and each the other's one best. Never by path
/// alone when a key says otherwise.
/// </summary>
public sealed class Moves
{
    const int MostPairsCompared = 4_096, MostKeysCompared = 1 << 18;
    const double LeastAlike = 0.6, LeastAlikeOfOtherKey = 0.7;

    readonly List<Departure> _gone;
    readonly List<Arrival> _come;
    readonly HashSet<object> _taken = new(ReferenceEqualityComparer.Instance);
    readonly ImmutableDictionary<PagePath, Base>.Builder _moves = ImmutableDictionary.CreateBuilder<PagePath, Base>();

    Moves(IEnumerable<Departure> departures, IEnumerable<Arrival> arrivals)
    {
        _gone = [.. departures.OrderBy(d => d.Base.Path).ThenBy(d => d.Base.Document.Doc)];
        _come = [.. arrivals.OrderBy(a => a.Path)];
    }

    /// <summary>For each arrival that is a departed document, its path and the base. Independent of the order of what is given.</summary>
    public static ImmutableDictionary<PagePath, Base> Match(IEnumerable<Departure> departures, IEnumerable<Arrival> arrivals)
    {
        var moves = new Moves(departures, arrivals);
        moves.Pair(d => d.Key, a => a.Key);
        moves.Pair(d => d.Base is { FileId: not 0, FilePage: { } page } ? $"{d.Base.FileId}\n{page}" : null, a => $"{a.FileId}\n{a.Page}");
        moves.Pair(d => d.Base.FilePage?.ToString(), a => a.Page.ToString());
        moves.PairByLikeness();
        moves.PairByOtherKey();
        return moves._moves.ToImmutable();
    }

    void Pair(Func<Departure, string?> nameOfGone, Func<Arrival, string?> nameOfCome)
    {
        var places = _come.Where(a => !_taken.Contains(a)).Select(a => (Name: nameOfCome(a), Arrival: a)).Where(p => p.Name is not null)
            .GroupBy(p => p.Name!, p => p.Arrival, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        foreach (var departure in _gone.Where(d => !_taken.Contains(d)))
        {
            if (nameOfGone(departure) is not { } name || !places.TryGetValue(name, out var candidates) || candidates.Count == 0)
                continue;
            // Of twins the one with equal content is meant, else the first in order.
            var at = Math.Max(0, candidates.FindIndex(a => a.Page == departure.Base.FilePage));
            Take(departure, candidates[at]);
            candidates.RemoveAt(at);
        }
    }

    void PairByLikeness()
    {
        var gone = _gone.Where(d => d is { Key: null, Text: not null } && !_taken.Contains(d)).ToList();
        var come = _come.Where(a => a is { Key: null, Text: not null } && !_taken.Contains(a)).ToList();
        if ((long)gone.Count * come.Count > MostPairsCompared)
            return;
        var alike = (from d in gone from a in come where Likeness.Of(d.Text!, a.Text!) >= LeastAlike select (d, a)).ToList();
        foreach (var (departure, arrival) in alike)
        {
            if (alike.Count(p => ReferenceEquals(p.d, departure)) == 1 && alike.Count(p => ReferenceEquals(p.a, arrival)) == 1)
                Take(departure, arrival);
        }
    }

    // A project that gives its documents other ids renames their files as well: what is gone under one key and come under another is one
    // document where nothing else is as like to either.
    void PairByOtherKey()
    {
        var gone = _gone.Where(d => d is { Key: not null, Text: not null } && !_taken.Contains(d)).ToList();
        var come = _come.Where(a => a is { Key: not null, Text: not null } && !_taken.Contains(a)).ToList();
        if (gone.Count == 0 || come.Count == 0 || (long)gone.Count * come.Count > MostKeysCompared)
            return;
        var alike = gone.Select(d => come.Select(a => Likeness.Of(d.Text!, a.Text!)).ToArray()).ToArray();
        for (var d = 0; d < gone.Count; d++)
        {
            var best = Best(alike[d]);
            if (best >= 0 && alike[d][best] >= LeastAlikeOfOtherKey && Best([.. alike.Select(row => row[best])]) == d)
                Take(gone[d], come[best]);
        }
    }

    // The place of the greatest, or -1 where several are.
    static int Best(double[] values)
    {
        var best = Array.IndexOf(values, values.Max());
        return Array.LastIndexOf(values, values[best]) == best ? best : -1;
    }

    void Take(Departure departure, Arrival arrival)
    {
        _moves[arrival.Path] = departure.Base;
        _taken.Add(departure);
        _taken.Add(arrival);
    }
}
