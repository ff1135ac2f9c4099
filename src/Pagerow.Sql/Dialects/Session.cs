namespace Pagerow.Sql.Dialects;

/// <summary>
/// One connection to a database, used by one caller at a time. Statements are texts with <c>?</c> for their parameters, in order; a
/// session keeps what it prepared.
/// </summary>
public abstract class Session : IDisposable
{
    bool _isAtOnce;

    /// <summary>
    /// The statement of this text, ready to take its parameters. The same text gives the same instance: it is not to be run again while
    /// its rows are being read.
    /// </summary>
    public abstract Statement Prepare(string sql);

    /// <summary>Runs statements without parameters, separated by semicolons, that give no rows.</summary>
    public abstract void Execute(string script);

    /// <summary>Begins a transaction that will write, taking the lock for it at once where the database has one.</summary>
    /// <exception cref="Pagerow.Engine.Sides.DatabaseBusyException">Another client holds it for longer than a writer waits.</exception>
    public abstract void BeginWrite();

    /// <summary>Begins a transaction whose reads all see one snapshot.</summary>
    public abstract void BeginRead();

    /// <summary>Ends the transaction; what it wrote survives a power cut.</summary>
    public abstract void Commit();

    /// <summary>Ends the transaction and undoes it; does nothing where none is open.</summary>
    public abstract void Rollback();

    /// <summary>
    /// Takes or gives back memory for what is to come. While a first load lasts, commits are atomic and in order but may be undone from the end
    /// by a power cut; the first commit after it makes them all durable.
    /// </summary>
    public abstract void Tune(Workload workload);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees statements and connection.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Does work in a write transaction; undoes it where it throws. Within <see cref="AtOnceAsync"/> it is a part of that one.</summary>
    public T Writing<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_isAtOnce)
            return work();
        BeginWrite();
        return Finish(work);
    }

    /// <summary>
    /// Makes all reading and writing in it one transaction, in which no other client writes: kept where the work says so, else undone, as
    /// where it throws.
    /// </summary>
    public async ValueTask<bool> AtOnceAsync(Func<ValueTask<bool>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        BeginWrite();
        _isAtOnce = true;
        var isKept = false;
        try
        {
            isKept = await work();
            if (isKept)
                Commit();
            return isKept;
        }
        catch
        {
            isKept = false;
            throw;
        }
        finally
        {
            _isAtOnce = false;
            if (!isKept)
                Rollback();
        }
    }

    /// <summary>Does work in a write transaction; undoes it where it throws.</summary>
    public void Writing(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Writing(() =>
        {
            work();
            return true;
        });
    }

    /// <summary>Reads in one snapshot.</summary>
    public T Reading<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_isAtOnce)
            return work();
        BeginRead();
        return Finish(work);
    }

    T Finish<T>(Func<T> work)
    {
        try
        {
            var result = work();
            Commit();
            return result;
        }
        catch
        {
            Rollback();
            throw;
        }
    }
}
