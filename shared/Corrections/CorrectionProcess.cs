using IntakePipeline.Evaluation;
using IntakePipeline.Notifications;
using IntakePipeline.Validation;

namespace IntakePipeline.Corrections;

/// <summary>
/// Lets things happen to correction requests. The request's row is the decision; the expediente's history and state follow from it and can be made
/// again from it, so that every step may be repeated after a crash, by any host.
/// </summary>
/// <param name="requests">The requests.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="notices">Has the applicant told.</param>
public sealed class CorrectionProcess(ICorrectionRequestStore requests, ExpedienteDesk expedientes, INotices notices)
{
    // A request has few states; more than a few lost races is a fault to be seen.
    private const int Attempts = 10;

    /// <summary>Stores what becomes of a request and does what follows from it.</summary>
    /// <param name="key">The expediente.</param>
    /// <param name="number">The request, which exists.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="cancellationToken">Stops between two steps; say it again to go on.</param>
    /// <returns>The request as it stands now; null when what happened has no place in its state, and nothing was done.</returns>
    public async Task<CorrectionRequest?> ApplyAsync(
        ExpedienteKey key, CorrectionRequestNumber number, CorrectionEvent happened, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var request = await requests.FindAsync(key, number, cancellationToken) ?? throw new InvalidOperationException($"There is no request {number}.");
            if (request.State.After(happened) is not { } next)
                return null;
            var stored = next == request.State
                ? request
                : await requests.TryChangeAsync(request with { State = next }, CorrectionHistory.Tell(number, next, happened), cancellationToken);
            if (stored is null)
                continue;
            await FollowAsync(stored, cancellationToken);
            return stored;
        }

        throw new InvalidOperationException($"Correction request {number} changed {Attempts} times while it was being changed.");
    }

    /// <summary>Does again what follows from a request as it stands.</summary>
    public Task RepeatAsync(CorrectionRequest request, CancellationToken cancellationToken) => FollowAsync(request, cancellationToken);

    private async Task FollowAsync(CorrectionRequest request, CancellationToken cancellationToken)
    {
        var expediente = await expedientes.ReadAsync(request.Expediente, cancellationToken);
        expediente = await expedientes.TellAsync(expediente, await requests.HistoryAsync(request, cancellationToken), cancellationToken);
        if (Notice(request) is { } notice)
            await notices.NoteAsync(notice, cancellationToken);
        if (Decision(expediente, request) is not { } decision)
            return;
        expediente = await expedientes.ChangeAsync(expediente, e => Task.FromResult(Decide(e, request, decision)), cancellationToken);
        await expedientes.SendOnAsync(expediente, cancellationToken);
    }

    private static Change? Decide(Expediente expediente, CorrectionRequest request, ProcessingDecision decision)
    {
        var next = expediente.State.After(decision);
        if (next == expediente.State)
            return null;
        var changed = expediente with
        {
            State = next,
            Since = Since(request.State),
            // What was cured is no finding any more.
            Findings = request.State is CorrectionRequestState.Cured
                ? [.. expediente.Findings.Where(f => f.Severity != Severity.CurableDefect || request.Defects.All(d => d.Code != f.Code))]
                : expediente.Findings,
        };
        return new Change(changed, HistoryEvent.Decided(changed));
    }

    private static ProcessingDecision? Decision(Expediente expediente, CorrectionRequest request) => request.State switch
    {
        // Only what was filed in time gets a request, so there is a phase.
        CorrectionRequestState.Cured or CorrectionRequestState.Accepted => new ProcessingDecision.EvaluateCorrected(request.Number, expediente.Department, expediente.Phase!.Value),
        CorrectionRequestState.Withdrawn => new ProcessingDecision.Withdraw(request.Number),
        _ => null,
    };

    private static Notice? Notice(CorrectionRequest request) => request.State switch
    {
        CorrectionRequestState.Cured => new Notice.Cured(request.Expediente, request.Number),
        CorrectionRequestState.Accepted => new Notice.Accepted(request.Expediente, request.Number),
        CorrectionRequestState.StillDefective or CorrectionRequestState.LateAnswer or CorrectionRequestState.Expired when request.State.On.Retracted is { } at =>
            new Notice.ProposalRetracted(request.Expediente, request.Number, at),
        CorrectionRequestState.WithdrawalProposed s => new Notice.WithdrawalProposed(request.Expediente, request.Number, s.At),
        _ => null,
    };

    private static NodaTime.Instant Since(CorrectionRequestState state) => state switch
    {
        CorrectionRequestState.Cured s => s.At,
        CorrectionRequestState.Accepted s => s.At,
        CorrectionRequestState.Withdrawn s => s.At,
        _ => throw new System.Diagnostics.UnreachableException("Only what ends a request moves its expediente."),
    };
}
