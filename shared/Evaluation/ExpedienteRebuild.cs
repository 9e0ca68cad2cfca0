using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Mail;
using IntakePipeline.Memorias;
using IntakePipeline.Notifications;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Evaluation;

/// <summary>What a rebuild did.</summary>
/// <param name="Entries">Entries gone through.</param>
/// <param name="LeftToHosts">Those still in the outbox: the hosts process them as always.</param>
/// <param name="Unreadable">Entries that cannot be read, by the keys of their rows.</param>
public sealed record Rebuilt(int Entries, int LeftToHosts, IReadOnlyList<string> Unreadable);

/// <summary>
/// Makes the table <c>expedientes</c> again from the register and the originals: every entry is reviewed and decided on anew, in the order of the book. What
/// is there already stays as it is, so that it may be run again, and beside hosts.
/// </summary>
/// <remarks>
/// What cannot be had from them is when the pipeline decided: the instant of filing stands in its place. Moves to another programme are taken from the journal,
/// one that a crash kept from being done among them. Correction requests are in their own table: what it tells is told and followed again; without it they
/// are made again from the answers, without receptions and staff decisions. Departments are not told again: they were, and their worklist needs no message.
/// </remarks>
/// <param name="rows">The book's rows.</param>
/// <param name="ledger">The book.</param>
/// <param name="review">Looks at applications.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="requests">The correction requests.</param>
/// <param name="documents">Their documents.</param>
/// <param name="calls">The calls.</param>
/// <param name="order">The order of each phase.</param>
/// <param name="journal">The moves that were ordered.</param>
/// <param name="mail">The documents that came by mail.</param>
/// <param name="forms">Reads originals.</param>
/// <param name="inspector">Looks into PDFs.</param>
public sealed class ExpedienteRebuild(
    IBookRows rows, ILedgerStore ledger, ApplicationReview review, IExpedienteStore expedientes, ICorrectionRequestStore requests, CorrectionDocuments documents,
    CallCatalogue calls, IExpedienteOrder order, IMoveJournal journal, IMailStore mail, RegisteredForms forms, MemoriaInspector inspector)
{
    /// <summary>Goes through the whole book, a page at a time.</summary>
    public async Task<Rebuilt> RunAsync(CancellationToken cancellationToken)
    {
        var (entries, left, unreadable) = (0, 0, new List<string>());
        await foreach (var row in rows.EntriesAsync(cancellationToken))
        {
            entries++;
            if (row.Number is not { } number || await BookReading.FindAsync(ledger, number, cancellationToken) is not BookReading.Found { Entry: var entry })
                unreadable.Add(row.Place);
            else if (await rows.UnfinishedSinceAsync(number, cancellationToken) is not null)
                left++;
            else
                await ReplayAsync(entry, cancellationToken);
        }

        return new Rebuilt(entries, left, unreadable);
    }

    private Task ReplayAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        var clock = new OfficialClock(new StoppedTime(entry.Draft.FiledAt));
        var desk = new ExpedienteDesk(expedientes, new ToldAlready(), clock);
        var process = new CorrectionProcess(requests, desk, new ToldAlready());
        var mailed = new MailedDocuments(mail, forms, inspector, expedientes, desk, calls);
        return entry.Draft.Kind switch
        {
            EntryKind.Answer answer => new AnswerProcessing(ledger, requests, process, desk, review, mailed, clock).ProcessAsync(entry, answer.Request, cancellationToken),
            EntryKind.Documents => mailed.ProcessAsync(entry, cancellationToken),
            _ => ReplayAsync(entry, new EntryProcessing(expedientes, requests, new ToldAlready(), clock), desk, process, cancellationToken),
        };
    }

    private async Task ReplayAsync(
        RegistryEntry entry, EntryProcessing processing, ExpedienteDesk desk, CorrectionProcess process, CancellationToken cancellationToken)
    {
        var reviewed = await review.ReviewAsync(entry, [], cancellationToken);
        var opened = (await processing.ProcessAsync(entry, reviewed.Findings, cancellationToken)).Expediente;
        if (opened.State is ExpedienteState.AwaitingCorrection awaiting)
            await documents.IssueAsync(opened.Key, awaiting.Request, cancellationToken);
        if (await requests.FindAsync(opened.Key, CorrectionRequestNumber.First(entry.Expediente), cancellationToken) is { } request)
            await FollowAsync(entry, opened, request, desk, process, cancellationToken);
        await foreach (var act in journal.ListAsync(opened.Key, cancellationToken))
        {
            var then = new OfficialClock(new StoppedTime(act.At));
            await new MoveDesk(calls, expedientes, order, new ExpedienteDesk(expedientes, new ToldAlready(), then), journal, new ToldAlready(), then)
                .MoveAsync(opened.Key.Number, act.Target, act.Phase, act.By, act.Why, cancellationToken);
        }
    }

    private async Task FollowAsync(
        RegistryEntry entry, Expediente opened, CorrectionRequest request, ExpedienteDesk desk, CorrectionProcess process, CancellationToken cancellationToken)
    {
        if (await AnswersAsync(request, cancellationToken) is { Count: > 0 } answers)
        {
            var left = await review.ReviewAsync(entry, answers, cancellationToken);
            await desk.ChangeAsync(
                opened,
                e => Task.FromResult(e.State is ExpedienteState.AwaitingCorrection && (!Same(e.Findings, left.Findings) || e.Memoria != left.Memoria)
                    ? new Change(e with { Findings = left.Findings, Memoria = left.Memoria }, null)
                    : null),
                cancellationToken);
        }

        // The request may have come further than the expediente: what follows from it follows again. One that was closed unread had nothing to tell.
        if (request.State is not CorrectionRequestState.Superseded || request.Revision.Events > 1)
            await process.RepeatAsync(request, cancellationToken);
    }

    private static bool Same(IReadOnlyList<Finding> some, IReadOnlyList<Finding> others) => some.Select(f => f.Code).SequenceEqual(others.Select(f => f.Code), StringComparer.Ordinal);

    private async Task<IReadOnlyList<RegistryEntry>> AnswersAsync(CorrectionRequest request, CancellationToken cancellationToken)
    {
        var answers = new List<RegistryEntry>();
        foreach (var answer in await requests.AnswersAsync(request, cancellationToken))
        {
            if (request.State.On.Allows(answer) && await ledger.FindAsync(answer.Entry, cancellationToken) is { } found)
                answers.Add(found);
        }

        return answers;
    }

    /// <summary>Departments and applicants in a past that is only gone through again.</summary>
    private sealed class ToldAlready : IEvaluationQueue, INotices
    {
        public Task NoteAsync(Notice notice, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task SendAsync(DepartmentId department, EvaluationItem item, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class StoppedTime(Instant at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToDateTimeOffset();
    }
}
