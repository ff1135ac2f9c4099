using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Reconcile;
using Pagerow.Reconcile.Changes;

namespace Pagerow.Engine;

/// <summary>
/// Takes in files that nothing is known of. They are decided on without the database, and their steps are carried out without the folder:
/// the next ones are read while those before them are committed. Few pages are held at a time, however many there are.
/// </summary>
/// <param name="decisions">Decides on the files.</param>
/// <param name="database">The rows and the ledger.</param>
/// <param name="application">Carries steps out.</param>
/// <param name="tally">What is counted.</param>
sealed class Import(Decisions decisions, IDatabase database, Application application, Tally tally)
{
    const int BatchesAhead = 8, Batch = 16, Group = 512;
    const long BatchBytes = 1 << 20, GroupBytes = 16 << 20;

    /// <summary>Fills a database that holds no document.</summary>
    public ValueTask FillAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellation) =>
        database.FillAsync(ChangesAsync(candidates, cancellation), cancellation);

    /// <summary>Adds to what the database holds.</summary>
    public async ValueTask AddAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        await foreach (var steps in StepsAsync(Slices.Of(candidates, Group, GroupBytes), ahead: 1, cancellation))
            await application.RunAsync(steps, cancellation);
    }

    // When a batch is asked for, the one before it has been taken in; should the database undo it after all, the pass fails as a whole.
    async IAsyncEnumerable<IReadOnlyList<Change>> ChangesAsync(IReadOnlyList<Candidate> candidates, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var steps in StepsAsync(Slices.Of(candidates, Batch, BatchBytes), BatchesAhead, cancellation))
        {
            yield return [.. steps.Select(s => s.After!)];
            steps.ForEach(tally.Done);
        }
    }

    async IAsyncEnumerable<List<Step>> StepsAsync(
        IEnumerable<IReadOnlyList<Candidate>> slices, int ahead, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ready = Channel.CreateBounded<Decided>(new BoundedChannelOptions(ahead) { SingleReader = true, SingleWriter = true });
        var deciding = Task.Run(() => DecideAsync(slices, ready.Writer, abandoned.Token), CancellationToken.None);
        try
        {
            await foreach (var decided in ready.Reader.ReadAllAsync(cancellation))
            {
                tally.Unread(decided.Unread, decided.Moving);
                tally.Failed(decided.Failed);
                yield return decided.Steps;
            }
        }
        finally
        {
            await abandoned.CancelAsync();
            await deciding;
        }
    }

    // Ends with the channel, whatever happens: what went wrong is told to its reader.
    async Task DecideAsync(IEnumerable<IReadOnlyList<Candidate>> slices, ChannelWriter<Decided> ready, CancellationToken cancellation)
    {
        try
        {
            foreach (var slice in slices)
                await ready.WriteAsync(await decisions.OnAsync(slice, cancellation), cancellation);
            ready.Complete();
        }
        catch (Exception e)
        {
            ready.Complete(e);
        }
    }
}
