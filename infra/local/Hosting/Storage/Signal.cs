namespace IntakePipeline.Local.Hosting.Storage;

/// <summary>Cuts a wait short. Signals that come while nobody waits count as one, for the next wait.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0);

    /// <summary>Ends the wait under way, or the next one at once.</summary>
    public void Raise()
    {
        // Two raisers may both see zero: one wait too many ends early, which its loop does not mind.
        if (raised.CurrentCount == 0)
            raised.Release();
    }

    /// <summary>Waits until raised, for a time at most, or until cancelled; never throws for the cancellation.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        try
        {
            await raised.WaitAsync(atMost, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The caller's loop looks at the token itself.
        }
    }

    public void Dispose() => raised.Dispose();
}
