using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>What became of something staff said about a request.</summary>
public abstract record CorrectionOutcome
{
    private CorrectionOutcome()
    {
    }

    /// <summary>It is on record, now or before.</summary>
    /// <param name="Request">The request as it stands.</param>
    public sealed record Done(CorrectionRequest Request) : CorrectionOutcome;

    /// <summary>It has no place in the state of the request, which is as it was.</summary>
    /// <param name="Request">The request as it stands.</param>
    public sealed record OutOfPlace(CorrectionRequest Request) : CorrectionOutcome;

    /// <summary>There is no such request.</summary>
    public sealed record Unknown : CorrectionOutcome;

    /// <summary>The date cannot be: it is in the future, or before the request was made.</summary>
    /// <param name="Earliest">When the request was made.</param>
    /// <param name="Latest">Now.</param>
    public sealed record ImpossibleDate(Instant Earliest, Instant Latest) : CorrectionOutcome;

    /// <summary>The period runs into a year whose holidays are not in the data: nobody can say when it ends, so nothing was recorded.</summary>
    /// <param name="Year">The year.</param>
    public sealed record HolidaysUnknown(int Year) : CorrectionOutcome;
}

/// <summary>Where staff put on record what the pipeline cannot know: that a request was received, what a department decides, what was signed.</summary>
/// <param name="requests">The requests.</param>
/// <param name="process">Lets things happen to them.</param>
/// <param name="calls">The calls.</param>
/// <param name="counter">Counts periods.</param>
/// <param name="clock">The official time.</param>
public sealed class CorrectionDesk(
    ICorrectionRequestStore requests, CorrectionProcess process, CallCatalogue calls, PeriodCounter counter, OfficialClock clock)
{
    /// <summary>A request as it stands, or null.</summary>
    public async Task<CorrectionRequest?> FindAsync(CorrectionRequestNumber number, CancellationToken cancellationToken) =>
        ExpedienteKey.Find(calls, number.Expediente) is { } key ? await requests.FindAsync(key, number, cancellationToken) : null;

    /// <summary>A request as it stands with everything that happened to it, as JSON; null when there is none.</summary>
    public async Task<byte[]?> DescribeAsync(CorrectionRequestNumber number, CancellationToken cancellationToken) =>
        await FindAsync(number, cancellationToken) is { } request
            ? CorrectionRequestJson.Write(
                request, calls.Find(request.Expediente.Call)!, await requests.AnswersAsync(request, cancellationToken),
                await requests.HistoryAsync(request, cancellationToken))
            : null;

    /// <summary>Puts on record that the applicant received a request: the period runs from the day after (R4 7.5).</summary>
    /// <param name="number">The request.</param>
    /// <param name="at">When it was received.</param>
    /// <param name="proof">What shows it.</param>
    /// <param name="by">Who puts it on record.</param>
    /// <param name="cancellationToken">Stops between two steps; say it again to go on.</param>
    public async Task<CorrectionOutcome> RecordReceptionAsync(
        CorrectionRequestNumber number, Instant at, string proof, Actor by, CancellationToken cancellationToken)
    {
        if (await FindAsync(number, cancellationToken) is not { } request)
            return new CorrectionOutcome.Unknown();
        var now = clock.Now;
        if (at > now || at < request.CreatedAt)
            return new CorrectionOutcome.ImpossibleDate(request.CreatedAt, now);

        Reception reception;
        try
        {
            reception = new Reception(at, proof, by, await counter.CountAsync(request, OfficialClock.ToLocal(at).Date, cancellationToken));
        }
        catch (MissingHolidaysException e)
        {
            return new CorrectionOutcome.HolidaysUnknown(e.Year);
        }

        await requests.ScheduleAsync(new DueRequest(request.Expediente, number, reception.Deadline.LastDay), cancellationToken);
        return await ApplyAsync(request, new CorrectionEvent.Received(reception, now), cancellationToken);
    }

    /// <summary>Puts a department's decision on record.</summary>
    /// <inheritdoc cref="RecordReceptionAsync" path="/param[@name='number' or @name='by' or @name='cancellationToken']"/>
    /// <param name="decision">What it decides.</param>
    /// <param name="why">Why.</param>
    public Task<CorrectionOutcome> DecideAsync(
        CorrectionRequestNumber number, DepartmentDecision decision, Actor by, string why, CancellationToken cancellationToken) =>
        ApplyAsync(number, new CorrectionEvent.DepartmentDecided(decision, by, why, clock.Now), cancellationToken);

    /// <summary>Takes a proposal of withdrawal back: until it is signed nothing has come of it.</summary>
    /// <inheritdoc cref="RecordReceptionAsync" path="/param[@name='number' or @name='by' or @name='cancellationToken']"/>
    /// <param name="why">Why.</param>
    public Task<CorrectionOutcome> RetractProposalAsync(CorrectionRequestNumber number, Actor by, string why, CancellationToken cancellationToken) =>
        ApplyAsync(number, new CorrectionEvent.ProposalRetracted(by, why, clock.Now), cancellationToken);

    /// <summary>Puts on record that a person signed the resolution of withdrawal.</summary>
    /// <inheritdoc cref="RecordReceptionAsync" path="/param[@name='number' or @name='by' or @name='cancellationToken']"/>
    /// <param name="resolution">The resolution's reference.</param>
    public Task<CorrectionOutcome> SignWithdrawalAsync(CorrectionRequestNumber number, Actor by, string resolution, CancellationToken cancellationToken) =>
        ApplyAsync(number, new CorrectionEvent.WithdrawalSigned(by, resolution, clock.Now), cancellationToken);

    private async Task<CorrectionOutcome> ApplyAsync(CorrectionRequestNumber number, CorrectionEvent happened, CancellationToken cancellationToken) =>
        await FindAsync(number, cancellationToken) is { } request
            ? await ApplyAsync(request, happened, cancellationToken)
            : new CorrectionOutcome.Unknown();

    private async Task<CorrectionOutcome> ApplyAsync(CorrectionRequest request, CorrectionEvent happened, CancellationToken cancellationToken) =>
        await process.ApplyAsync(request.Expediente, request.Number, happened, cancellationToken) is { } after
            ? new CorrectionOutcome.Done(after)
            : new CorrectionOutcome.OutOfPlace(await FindAsync(request.Number, cancellationToken) ?? request);
}
