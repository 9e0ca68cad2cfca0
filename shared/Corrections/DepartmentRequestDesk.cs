using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Notifications;
using IntakePipeline.Registry;
using IntakePipeline.Validation;

namespace IntakePipeline.Corrections;

/// <summary>What became of a department's order to ask for a correction.</summary>
public abstract record DepartmentRequestOutcome
{
    private DepartmentRequestOutcome()
    {
    }

    /// <summary>It is asked for, now or before.</summary>
    /// <param name="Request">The request.</param>
    public sealed record Done(CorrectionRequest Request) : DepartmentRequestOutcome;

    /// <summary>Somebody was first with something else under this number, which stands.</summary>
    /// <param name="By">What was ordered.</param>
    public sealed record Taken(DepartmentRequest By) : DepartmentRequestOutcome;

    /// <summary>It is not in evaluation, or the round is not the next.</summary>
    /// <param name="Expediente">As it stands.</param>
    public sealed record OutOfPlace(Expediente Expediente) : DepartmentRequestOutcome;

    /// <summary>No defect was named, too many, or one that cannot be asked for.</summary>
    public sealed record NoSuchDefect : DepartmentRequestOutcome;

    /// <summary>There is no such expediente.</summary>
    public sealed record Unknown : DepartmentRequestOutcome;
}

/// <summary>Where a department that is evaluating an application asks the applicant to cure something (R4 7.4). Date and place of the entry stay.</summary>
/// <remarks>
/// What was ordered is written down first, once, under the number of the round: of two people one is first, and whoever comes after a crash does the rest.
/// A message to process the entry again is sent before, to be seen after: whatever a host that dies in between leaves undone is done then.
/// </remarks>
/// <param name="calls">The calls.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="desk">Changes them.</param>
/// <param name="requests">The requests.</param>
/// <param name="rounds">The rounds of an expediente.</param>
/// <param name="journal">Where orders are written down.</param>
/// <param name="reinspections">What was read again in memorias.</param>
/// <param name="documents">Issues the document.</param>
/// <param name="notices">Has the applicant told.</param>
/// <param name="processing">Sees to what a crash leaves.</param>
/// <param name="clock">The official time.</param>
public sealed class DepartmentRequestDesk(
    CallCatalogue calls, IExpedienteStore expedientes, ExpedienteDesk desk, ICorrectionRequestStore requests, CorrectionRounds rounds,
    IDepartmentRequestJournal journal, ReinspectionDesk reinspections, CorrectionDocuments documents, INotices notices, IProcessingQueue processing, OfficialClock clock)
{
    /// <summary>The most defects of one request.</summary>
    public const int MaxDefects = 10;

    // Longer than any order takes from its message to its last step.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What can be asked of an expediente, with the words it would be asked in: what was found in it, and read again in its memoria, first.</summary>
    public async Task<IReadOnlyList<Finding>> ChoicesAsync(Expediente expediente, CancellationToken cancellationToken)
    {
        var call = calls.Find(expediente.Key.Call) ?? throw new InvalidOperationException($"There is no data of {expediente.Key.Call}.");
        var again = await reinspections.ListAsync(expediente, cancellationToken) is [.., var last] ? last.Differences.Appeared : [];
        return DefectCatalogue.For([.. expediente.Findings, .. again], call, call.Find(expediente.Key.Number.Programme)!);
    }

    /// <summary>The round that a request would be now; null while none can be ordered.</summary>
    public async Task<int?> NextAsync(Expediente expediente, CancellationToken cancellationToken) =>
        expediente.State is ExpedienteState.InEvaluation && await rounds.ListAsync(expediente.Key, cancellationToken) is var all
        && all.Count < CorrectionRequestNumber.MaxRound && all is not [.., { State.IsOpen: true }]
            ? all.Count + 1
            : null;

    /// <summary>The request as it would be issued now; null when it asks for nothing that can be asked.</summary>
    public async Task<CorrectionRequest?> PreviewAsync(
        Expediente expediente, int round, IReadOnlyList<AskedDefect> asked, Actor by, string why, CancellationToken cancellationToken) =>
        await DefectsAsync(expediente, asked, cancellationToken) is { } defects
        ? new DepartmentRequest(new CorrectionRequestNumber(expediente.Key.Number, round), expediente.Key, defects, by, why, clock.Now).For(expediente)
        : null;

    /// <summary>Asks; saying it again changes nothing.</summary>
    /// <param name="number">The expediente.</param>
    /// <param name="round">The round that the person saw was next.</param>
    /// <param name="asked">What has to be cured.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancellationToken">Stops between two steps; say it again to go on.</param>
    public async Task<DepartmentRequestOutcome> AskAsync(
        ExpedienteNumber number, int round, IReadOnlyList<AskedDefect> asked, Actor by, string why, CancellationToken cancellationToken)
    {
        if (ExpedienteKey.Find(calls, number) is not { } key || await expedientes.FindAsync(key, cancellationToken) is not { } expediente)
            return new DepartmentRequestOutcome.Unknown();
        var request = new CorrectionRequestNumber(number, round);
        // In this order: an order that is far enough to have changed what is next is written down by then, and is found.
        var next = await NextAsync(expediente, cancellationToken);
        var ordered = await journal.ListAsync(key, cancellationToken).FirstOrDefaultAsync(o => o.Number == request, cancellationToken);
        if (ordered is null)
        {
            if (next != round)
                return new DepartmentRequestOutcome.OutOfPlace(expediente);
            if (await DefectsAsync(expediente, asked, cancellationToken) is not { } defects)
                return new DepartmentRequestOutcome.NoSuchDefect();
            await processing.SendAsync(expediente.Entry, Patience, cancellationToken);
            ordered = await journal.WriteAsync(new DepartmentRequest(request, key, defects, by, why, clock.Now), cancellationToken);
        }

        var stands = await FollowAsync(ordered, cancellationToken);
        return ordered.Repeats(by, why, asked) ? new DepartmentRequestOutcome.Done(stands) : new DepartmentRequestOutcome.Taken(ordered);
    }

    /// <summary>Does what is left to do of the last order, if there was any.</summary>
    public async Task ResumeAsync(ExpedienteKey key, CancellationToken cancellationToken)
    {
        if (await journal.ListAsync(key, cancellationToken).LastOrDefaultAsync(cancellationToken) is { } ordered)
            await FollowAsync(ordered, cancellationToken);
    }

    /// <summary>Does what follows from an order, as far as it was not done before. Its request is there when this returns.</summary>
    public async Task<CorrectionRequest> FollowAsync(DepartmentRequest ordered, CancellationToken cancellationToken)
    {
        var expediente = await desk.ReadAsync(ordered.Expediente, cancellationToken);
        await requests.AddAsync(ordered.For(expediente), cancellationToken);
        // Told once, done once: the request may have ended long ago and the expediente be in evaluation again.
        expediente = await desk.ChangeAsync(
            expediente,
            async e => (await expedientes.HistoryAsync(e.Key, cancellationToken)).Contains(ordered.Told) ? null : Step(e, ordered),
            cancellationToken);
        var request = await requests.FindAsync(ordered.Expediente, ordered.Number, cancellationToken) ?? throw new InvalidOperationException($"There is no request {ordered.Number}.");
        if (expediente.State is ExpedienteState.Superseded && request.State.IsOpen)
            await requests.CloseAsSupersededAsync(request, clock.Now, cancellationToken);
        if (expediente.State is ExpedienteState.AwaitingCorrection awaiting && awaiting.Request == ordered.Number)
        {
            await documents.IssueAsync(ordered.Expediente, ordered.Number, cancellationToken);
            await notices.NoteAsync(new Notice.Correction(ordered.Expediente, ordered.Number), cancellationToken);
        }

        return request;
    }

    private static Change? Step(Expediente expediente, DepartmentRequest ordered)
    {
        var next = expediente.State.After(new ProcessingDecision.RequestByDepartment(ordered.Number));
        if (next == expediente.State)
            return null;
        var asked = ordered.Defects.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        return new Change(
            expediente with { State = next, Since = ordered.At, Findings = [.. expediente.Findings.Where(f => !asked.Contains(f.Code)), .. ordered.Defects] },
            ordered.Told);
    }

    private async Task<List<Finding>?> DefectsAsync(Expediente expediente, IReadOnlyList<AskedDefect> asked, CancellationToken cancellationToken)
    {
        if (asked.Count is 0 or > MaxDefects || asked.Select(a => (a.Code, a.Which)).Distinct().Count() < asked.Count)
            return null;
        var choices = (await ChoicesAsync(expediente, cancellationToken)).ToLookup(c => c.Code, StringComparer.Ordinal);
        return asked.All(a => choices[a.Code].ElementAtOrDefault(a.Which - 1) is not null)
            ? [.. asked.Select(a => choices[a.Code].ElementAt(a.Which - 1) with { Text = a.Text })]
            : null;
    }
}
