using System.Collections.Immutable;
using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail;
using IntakePipeline.Registry;
using IntakePipeline.Validation;

namespace IntakePipeline.Corrections;

/// <summary>Brings an answer to its request: noted, validated together with the answers before it, and followed up.</summary>
/// <remarks>
/// Two answers processed at once end like one after the other: each is noted before the answers are read, so the one noted last sees both; and what
/// follows from the validation counts only for the last answer in time.
/// </remarks>
/// <param name="ledger">The book.</param>
/// <param name="requests">The requests.</param>
/// <param name="process">Lets things happen to requests.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="rounds">What earlier requests made of it.</param>
/// <param name="review">Looks at the application.</param>
/// <param name="mailed">Knows what came by mail.</param>
/// <param name="clock">The official time.</param>
public sealed class AnswerProcessing(
    ILedgerStore ledger, ICorrectionRequestStore requests, CorrectionProcess process, ExpedienteDesk expedientes, CorrectionRounds rounds, ApplicationReview review, MailedDocuments mailed,
    OfficialClock clock)
{
    /// <summary>Processes an answer; may be repeated at any time.</summary>
    /// <param name="entry">The answer's entry.</param>
    /// <param name="number">The request it answers.</param>
    /// <param name="cancellationToken">Stops between two steps; run it again to go on.</param>
    public async Task<ProcessingOutcome> ProcessAsync(RegistryEntry entry, CorrectionRequestNumber number, CancellationToken cancellationToken)
    {
        var key = ExpedienteKey.Of(entry);
        var request = await requests.FindAsync(key, number, cancellationToken) ?? throw new InvalidOperationException($"There is no request {number}.");
        await requests.AddAnswerAsync(request, Answer.Of(entry), cancellationToken);
        request = await ApplyAsync(new CorrectionEvent.Answered(Answer.Of(entry), clock.Now));

        if (request.State.IsOpen)
        {
            var reviewed = await ReviewAsync(request, cancellationToken);
            reviewed = reviewed with { Findings = await mailed.MergeAsync(key, reviewed.Findings, cancellationToken) };
            await expedientes.ChangeAsync(
                await expedientes.ReadAsync(key, cancellationToken),
                e => Task.FromResult(e.State is ExpedienteState.AwaitingCorrection s && s.Request == number ? new Change(e with { Findings = reviewed.Findings, Memoria = reviewed.Memoria }, null) : null), cancellationToken);
            var standing = await StandingAsync(request, cancellationToken);
            await ApplyAsync(new CorrectionEvent.Validated(entry.Number, reviewed.Findings.Count(f => f.Severity == Severity.CurableDefect && !standing.Contains(f.Code)), clock.Now)
            {
                ForDepartment = request.OrderedBy is not null,
            });
        }

        return new ProcessingOutcome(await expedientes.ReadAsync(key, cancellationToken), []);

        async Task<CorrectionRequest> ApplyAsync(CorrectionEvent happened) =>
            await process.ApplyAsync(key, number, happened, cancellationToken)
            ?? throw new InvalidOperationException($"An answer has a place in every state of request {number}.");
    }

    // Those after the deadline are read too, so that the person who decides sees what they would cure; unless one in time is being judged.
    private async Task<ReviewOutcome> ReviewAsync(CorrectionRequest request, CancellationToken cancellationToken)
    {
        var opening = await FindAsync(request.Entry, cancellationToken);
        var entries = new List<RegistryEntry>(await rounds.AnswersBeforeAsync(request, cancellationToken));
        foreach (var answer in await requests.AnswersAsync(request, cancellationToken))
        {
            if (request.State is not CorrectionRequestState.Answered || request.State.On.Allows(answer))
                entries.Add(await FindAsync(answer.Entry, cancellationToken));
        }

        return await review.ReviewAsync(opening, entries, cancellationToken);
    }

    // What the department knew when it asked and did not ask for, it takes as it is: the applicant need not cure it now.
    private async Task<IReadOnlySet<string>> StandingAsync(CorrectionRequest request, CancellationToken cancellationToken)
    {
        if (request.OrderedBy is null)
            return ImmutableHashSet<string>.Empty;
        var before = await review.ReviewAsync(
            await FindAsync(request.Entry, cancellationToken), await rounds.AnswersBeforeAsync(request, cancellationToken), cancellationToken);
        return before.Findings.Where(f => f.Severity == Severity.CurableDefect).Select(f => f.Code).Except(request.Defects.Select(d => d.Code)).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<RegistryEntry> FindAsync(RegistryNumber number, CancellationToken cancellationToken) =>
        await ledger.FindAsync(number, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {number}.");
}
