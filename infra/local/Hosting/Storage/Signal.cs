namespace IntakePipeline.Local.Hosting.Storage;

/// <summary>Cuts a wait short. For one waiter; signals that come while it does not wait count as one, for its next wait.</summary>
internal sealed class Signal
{
    private volatile TaskCompletionSource raised = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the wait under way, or the next one at once.</summary>
    public void Raise() => raised.TrySetResult();

    /// <summary>Waits until raised, for a time at most, or until cancelled; never throws for any of them.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        await raised.Task.WaitAsync(atMost, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A signal raised just now on the old one is not lost: the waiter looks again at what it waits for after this.
        if (raised.Task.IsCompleted)
            raised = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
