namespace Pagerow.Files.Watching;

/// <summary>Waiting that ends with false when it is cancelled.</summary>
static class Cancelled
{
    /// <summary>What <paramref name="wait"/> gives, or false where it was cancelled first.</summary>
    public static async ValueTask<bool> OrFalse(this CancellationToken cancellation, Func<CancellationToken, ValueTask<bool>> wait)
    {
        try
        {
            return await wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
