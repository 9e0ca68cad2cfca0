namespace IntakePipeline.Health;

/// <summary>Looks at everything the pipeline needs, all at once and not for long: whoever asks is a machine that decides where to send submissions.</summary>
/// <param name="checks">What there is to look at.</param>
/// <param name="time">The patience's clock.</param>
public sealed class ReadinessDesk(IEnumerable<IReadinessCheck> checks, TimeProvider time)
{
    /// <summary>What a check may take at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Looks now.</summary>
    public async Task<Readiness> LookAsync(CancellationToken cancellationToken) =>
        new(await Task.WhenAll(checks.Select(check => LookAsync(check, cancellationToken))));

    private async Task<CheckedPart> LookAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return new CheckedPart(check.Name, await check.FindTroubleAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckedPart(check.Name, "no answer in time");
        }
#pragma warning disable CA1031 // Whatever a check throws is its trouble, and no more of it than its kind is told to strangers.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new CheckedPart(check.Name, e.GetType().Name);
        }
    }
}
