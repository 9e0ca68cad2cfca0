using IntakePipeline.Calendar;

namespace IntakePipeline.Corrections;

/// <summary>
/// Expires the requests whose period is over and proposes withdrawal. By the official day, and by the deadline and not by the day of the run: a sweep
/// that did not run for a week comes to the same end as one that ran every day.
/// </summary>
/// <param name="requests">The requests.</param>
/// <param name="process">Lets things happen to them.</param>
/// <param name="clock">The official time.</param>
public sealed class DeadlineSweep(ICorrectionRequestStore requests, CorrectionProcess process, OfficialClock clock)
{
    /// <summary>Sweeps once, one request at a time. A request that cannot be handled does not hold up the others.</summary>
    /// <returns>How many requests expired.</returns>
    /// <exception cref="AggregateException">Some could not be handled; the next sweep meets them again.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var expired = 0;
        var faults = new List<Exception>();
        await foreach (var due in requests.ListDueAsync(clock.Today, cancellationToken))
        {
            try
            {
                expired += await ExpireAsync(due, cancellationToken) ? 1 : 0;
            }
            catch (Exception e) when (e is InvalidOperationException or InvalidDataException)
            {
                faults.Add(e);
            }
        }

        return faults.Count == 0 ? expired : throw new AggregateException("Some requests could not be expired.", faults);
    }

    private async Task<bool> ExpireAsync(DueRequest due, CancellationToken cancellationToken)
    {
        var request = await process.ApplyAsync(due.Expediente, due.Number, new CorrectionEvent.DeadlineChecked(clock.Now), cancellationToken);
        var expires = request?.State is CorrectionRequestState.Expired;
        if (expires)
            request = await process.ApplyAsync(due.Expediente, due.Number, new CorrectionEvent.ProposedOnExpiry(clock.Now), cancellationToken);

        // The note comes before the reception: while there is none, somebody may be storing it just now.
        var waits = request?.State is CorrectionRequestState.Requested
            || (request?.State is CorrectionRequestState.Notified { On.Reception: { } reception } && reception.Deadline.LastDay == due.LastDay);
        if (!waits)
            await requests.UnscheduleAsync(due, cancellationToken);
        return expires;
    }
}
