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
/// What cannot be had from them is when the pipeline decided: the instant of filing stands in its place. Moves to another programme and the corrections that
/// departments asked for are taken from their journals, one that a crash kept from being done among them. Other correction requests are in their own table: what it tells is told and followed again; without it they
/// are made again from the answers, without receptions and staff decisions. Departments are not told again: they were, and their worklist needs no message.
/// </remarks>
/// <param name="rows">The book's rows.</param>
/// <param name="ledger">The book.</param>
/// <param name="review">Looks at applications.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="requests">The correction requests.</param>
/// <param name="documents">Their documents.</param>
/// <param name="rounds">Those of an expediente.</param>
/// <param name="calls">The calls.</param>
/// <param name="order">The order of each phase.</param>
/// <param name="moves">The moves that were ordered.</param>
/// <param name="orders">The corrections that were ordered.</param>
/// <param name="reinspections">What was read again in memorias.</param>
/// <param name="mail">The documents that came by mail.</param>
/// <param name="forms">Reads originals.</param>
/// <param name="inspector">Looks into PDFs.</param>
public sealed class ExpedienteRebuild(
    IBookRows rows, ILedgerStore ledger, ApplicationReview review, IExpedienteStore expedientes, ICorrectionRequestStore requests, CorrectionDocuments documents,
    CorrectionRounds rounds, CallCatalogue calls, IExpedienteOrder order, IMoveJournal moves, IDepartmentRequestJournal orders, ReinspectionDesk reinspections, IMailStore mail, RegisteredForms forms,
    MemoriaInspector inspector)
{
    /// <summary>Goes through the whole book, a page at a time.</summary>
    public async Task<Rebuilt> RunAsync(CancellationToken cancellationToken)
    {
        var (entries, left, unreadable, ordered) = (0, 0, new List<string>(), new HashSet<ExpedienteKey>());
        await foreach (var row in rows.EntriesAsync(cancellationToken))
        {
            entries++;
            if (row.Number is not { } number || await BookReading.FindAsync(ledger, number, cancellationToken) is not BookReading.Found { Entry: var entry })
                unreadable.Add(row.Place);
            else if (await rows.UnfinishedSinceAsync(number, cancellationToken) is not null)
                left++;
            else if (await ReplayAsync(entry, cancellationToken))
                ordered.Add(ExpedienteKey.Of(entry));
        }

        // What staff ordered after the last entry of an expediente.
        foreach (var key in ordered)
            await OrdersAsync(key, Instant.MaxValue, cancellationToken);
        return new Rebuilt(entries, left, unreadable);
    }

    /// <returns>Whether staff ordered something about its expediente.</returns>
    private async Task<bool> ReplayAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Draft.Kind is EntryKind.Filing)
        {
            await ReplayStepAsync(entry, cancellationToken);
            return await moves.ListAsync(ExpedienteKey.Of(entry), cancellationToken).AnyAsync(cancellationToken)
                || await orders.ListAsync(ExpedienteKey.Of(entry), cancellationToken).AnyAsync(cancellationToken);
        }

        // An answer may be filed by a clock that lags behind the one its request was ordered by: the request comes first all the same.
        var (key, until) = (ExpedienteKey.Of(entry), entry.Draft.FiledAt);
        if (entry.Draft.Kind is EntryKind.Answer { Request: var request }
            && await orders.ListAsync(key, cancellationToken).FirstOrDefaultAsync(o => o.Number == request, cancellationToken) is { } asked)
            until = Instant.Max(until, asked.At);
        await OrdersAsync(key, until, cancellationToken);
        await ReplayStepAsync(entry, cancellationToken);
        return false;
    }

    private Task ReplayStepAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        var clock = new OfficialClock(new StoppedTime(entry.Draft.FiledAt));
        var desk = new ExpedienteDesk(expedientes, new ToldAlready(), clock);
        var process = new CorrectionProcess(requests, desk, new ToldAlready());
        var mailed = new MailedDocuments(mail, forms, inspector, expedientes, desk, calls);
        return entry.Draft.Kind switch
        {
            EntryKind.Answer answer => new AnswerProcessing(ledger, requests, process, desk, rounds, review, mailed, clock).ProcessAsync(entry, answer.Request, cancellationToken),
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
        if (await requests.FindAsync(opened.Key, CorrectionRequestNumber.First(entry.Expediente), cancellationToken) is { OrderedBy: null } request)
            await FollowAsync(entry, request, desk, process, cancellationToken);
    }

    /// <summary>Does again, in their order, what staff ordered until an instant and what followed from it.</summary>
    private async Task OrdersAsync(ExpedienteKey key, Instant until, CancellationToken cancellationToken)
    {
        if (await expedientes.FindAsync(key, cancellationToken) is not { } expediente || await ledger.FindAsync(expediente.Entry, cancellationToken) is not { } opening)
            return;
        var history = await expedientes.HistoryAsync(key, cancellationToken);
        var moved = await moves.ListAsync(key, cancellationToken).Where(m => m.At <= until).ToListAsync(cancellationToken);
        // What was done before the last move that is told of was done, or was not: it is too late for it either way.
        var last = history.Where(h => h.What == HistoryEvent.MovedCode).Select(h => h.At).DefaultIfEmpty(Instant.MinValue).Max();
        var asked = await orders.ListAsync(key, cancellationToken).Where(o => o.At <= until).ToListAsync(cancellationToken);
        foreach (var (at, replay) in moved.Where(m => m.At > last).Select(m => (m.At, (Func<Task>)(() => MoveAsync(m, cancellationToken))))
            .Concat(asked.Select(o => (o.At, (Func<Task>)(() => AskAsync(opening, o, cancellationToken))))).OrderBy(x => x.At))
            await replay();
    }

    private Task<MoveOutcome> MoveAsync(MoveAct act, CancellationToken cancellationToken)
    {
        var then = new OfficialClock(new StoppedTime(act.At));
        return new MoveDesk(calls, expedientes, order, new ExpedienteDesk(expedientes, new ToldAlready(), then), moves, new ToldAlready(), then)
            .MoveAsync(act.Expediente.Number, act.Target, act.Phase, act.By, act.Why, cancellationToken);
    }

    private async Task AskAsync(RegistryEntry opening, DepartmentRequest ordered, CancellationToken cancellationToken)
    {
        var then = new OfficialClock(new StoppedTime(ordered.At));
        var desk = new ExpedienteDesk(expedientes, new ToldAlready(), then);
        var request = await new DepartmentRequestDesk(calls, expedientes, desk, requests, rounds, orders, reinspections, documents, new ToldAlready(), new ToldAlready(), then)
            .FollowAsync(ordered, cancellationToken);
        await FollowAsync(opening, request, desk, new CorrectionProcess(requests, desk, new ToldAlready()), cancellationToken);
    }

    private async Task FollowAsync(
        RegistryEntry opening, CorrectionRequest request, ExpedienteDesk desk, CorrectionProcess process, CancellationToken cancellationToken)
    {
        if (await AnswersAsync(request, cancellationToken) is { Count: > 0 } answers)
        {
            var left = await review.ReviewAsync(opening, [.. await rounds.AnswersBeforeAsync(request, cancellationToken), .. answers], cancellationToken);
            await desk.ChangeAsync(
                await desk.ReadAsync(request.Expediente, cancellationToken),
                e => Task.FromResult(e.State is ExpedienteState.AwaitingCorrection s && s.Request == request.Number && (!Same(e.Findings, left.Findings) || e.Memoria != left.Memoria)
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
    private sealed class ToldAlready : IEvaluationQueue, INotices, IProcessingQueue
    {
        public Task SendAsync(RegistryNumber number, TimeSpan after, CancellationToken cancellationToken) => Task.CompletedTask;


        public Task NoteAsync(Notice notice, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task SendAsync(DepartmentId department, EvaluationItem item, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class StoppedTime(Instant at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToDateTimeOffset();
    }
}
