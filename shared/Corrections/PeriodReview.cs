using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>An open period, counted again.</summary>
/// <param name="Request">The request.</param>
/// <param name="Recorded">The last day on record, which the applicant was told.</param>
/// <param name="Counted">The last day by the calendar as it is now.</param>
public sealed record ReviewedPeriod(CorrectionRequestNumber Request, LocalDate Recorded, LocalDate Counted)
{
    /// <summary>
    /// Whether the applicant has more days than they were told. Fewer they never get: they could rely on what they were told.
    /// </summary>
    public bool IsLonger => Counted > Recorded;
}

/// <summary>Counts the open periods again after the calendar's data were corrected, and lengthens those that were too short.</summary>
/// <param name="requests">The requests.</param>
/// <param name="process">Lets things happen to them.</param>
/// <param name="counter">Counts.</param>
/// <param name="clock">The official time.</param>
public sealed class PeriodReview(ICorrectionRequestStore requests, CorrectionProcess process, PeriodCounter counter, OfficialClock clock)
{
    /// <summary>The open periods, by their last day on record.</summary>
    /// <param name="apply">Who lengthens those that were too short, and why; null only looks.</param>
    /// <param name="cancellationToken">Stops between two requests; may be run again.</param>
    /// <exception cref="MissingHolidaysException">A period runs into a year whose holidays are not in the data.</exception>
    public async Task<IReadOnlyList<ReviewedPeriod>> RunAsync((Actor By, string Why)? apply, CancellationToken cancellationToken)
    {
        var reviewed = new List<ReviewedPeriod>();
        await foreach (var due in requests.ListDueAsync(LocalDate.MaxIsoValue, cancellationToken))
        {
            if (await requests.FindAsync(due.Expediente, due.Number, cancellationToken) is not { State: { IsOpen: true, On.Reception: { } reception } } request
                || reception.Deadline.LastDay != due.LastDay)
                continue;
            var counted = await counter.CountAsync(request, OfficialClock.ToLocal(reception.At).Date, cancellationToken);
            var period = new ReviewedPeriod(due.Number, due.LastDay, counted.LastDay);
            reviewed.Add(period);
            if (apply is var (by, why) && period.IsLonger)
            {
                // As with a reception: a note too many is harmless, one too few would never expire.
                await requests.ScheduleAsync(due with { LastDay = counted.LastDay }, cancellationToken);
                await process.ApplyAsync(due.Expediente, due.Number, new CorrectionEvent.PeriodRecounted(counted, by, why, clock.Now), cancellationToken);
            }
        }

        return reviewed;
    }
}
