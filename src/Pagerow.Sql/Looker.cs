using System.Collections.Immutable;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Tables;

namespace Pagerow.Sql;

/// <summary>Looks at rows, feed and bases in one snapshot.</summary>
sealed class Looker(Store store)
{
    /// <summary>
    /// What a look of this scope finds; the doubt is the caller's. What a deep look finds to differ without a mark is marked: it is an edit like
    /// all others from then on, whatever comes of the pass that looked.
    /// </summary>
    /// <param name="scope">How much.</param>
    /// <param name="observe">Called first in the snapshot that is looked at.</param>
    /// <param name="hasMoved">Whether anybody else wrote since.</param>
    public RowLook Look(RowScope scope, Action observe, Func<bool> hasMoved)
    {
        var (found, marks) = store.Session.Reading(() =>
        {
            observe();
            var marks = Marks();
            return (scope switch
            {
                RowScope.Feed => marks.Count == 0 ? ([], []) : Named([.. marks.Keys]),
                RowScope.Also also => Named([.. marks.Keys.Union(also.Documents)]),
                RowScope.Deep => Different(),
                _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "An unknown scope."),
            }, marks);
        });
        if (scope is not RowScope.Deep)
            return Of(found, marks);
        var unmarked = found.Rows.Select(r => r.Document).Concat(found.Gone).Where(d => !marks.ContainsKey(d)).ToList();
        return unmarked.Count == 0 && store.Meta.Doubt is null ? Of(found, marks) : Of(found, Mark(unmarked, hasMoved));
    }

    Dictionary<DocumentId, FeedTable.Marked> Mark(List<DocumentId> unmarked, Func<bool> hasMoved) => store.Session.Writing(() =>
    {
        var marks = Marks();
        unmarked.Where(d => !marks.ContainsKey(d)).ToList().ForEach(store.Feed.Mark);
        // A load that was cut off has noted no twins either.
        if (store.Meta.Doubt is not null)
            store.SettleTwins();
        if (!hasMoved())
            store.Meta.Doubt = null;
        return Marks();
    });

    Dictionary<DocumentId, FeedTable.Marked> Marks()
    {
        var feed = store.Feed.All();
        return feed.Count == 0 ? [] : feed.Where(m => store.Collections.ContainsKey(m.Entry.Document.Collection)).ToDictionary(m => m.Entry.Document);
    }

    static RowLook Of((List<Row> Rows, List<DocumentId> Gone) found, Dictionary<DocumentId, FeedTable.Marked> marks) => new(
        [.. found.Rows.Select(r => marks.TryGetValue(r.Document, out var mark) ? r with { Actor = mark.Actor, ChangedAt = mark.At } : r)],
        [.. found.Gone],
        [.. marks.Values.Select(m => m.Entry)],
        null);

    /// <summary>These rows, in one snapshot.</summary>
    public ImmutableArray<Row> RowsOf(IReadOnlyCollection<DocumentId> documents) => store.Session.Reading(() => Rows(documents).ToImmutableArray());

    IEnumerable<Row> Rows(IReadOnlyCollection<DocumentId> documents) =>
        documents.GroupBy(d => d.Collection, d => d.Doc, StringComparer.OrdinalIgnoreCase)
            .Where(g => store.Collections.ContainsKey(g.Key))
            .SelectMany(g => store[g.Key].Reader.Of([.. g]));

    (List<Row> Rows, List<DocumentId> Gone) Named(IReadOnlyCollection<DocumentId> documents)
    {
        var rows = Rows(documents).ToList();
        return (rows, [.. documents.Except(rows.Select(r => r.Document))]);
    }

    (List<Row> Rows, List<DocumentId> Gone) Different()
    {
        var rows = new List<Row>();
        var gone = new List<DocumentId>();
        foreach (var collection in store.Layout.Collections)
        {
            using var shown = store.Bases.Shown(collection.Name).GetEnumerator();
            var isAtShown = shown.MoveNext();
            foreach (var row in store[collection.Name].Reader.All())
            {
                for (; isAtShown && shown.Current.Key < row.Document.Doc; isAtShown = shown.MoveNext())
                    Gone(shown.Current.Key);
                var shows = Shown.Of(row);
                var isSame = isAtShown && shown.Current.Key == row.Document.Doc;
                for (; isAtShown && shown.Current.Key == row.Document.Doc; isAtShown = shown.MoveNext())
                    isSame &= shown.Current.Value == shows;
                if (!isSame)
                    rows.Add(row);
            }

            for (; isAtShown; isAtShown = shown.MoveNext())
                Gone(shown.Current.Key);

            void Gone(long doc)
            {
                if (gone.Count == 0 || gone[^1] != new DocumentId(collection.Name, doc))
                    gone.Add(new(collection.Name, doc));
            }
        }

        return (rows, gone);
    }
}
