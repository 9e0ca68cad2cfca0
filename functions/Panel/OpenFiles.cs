using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Notifications;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Functions.Panel;

/// <summary>All there is about an application.</summary>
/// <param name="Expediente">As it stands.</param>
/// <param name="Entries">The entry that opened it, then its answers.</param>
/// <param name="Standing">Form and memoria as its answers left them, with the form as it was filed.</param>
/// <param name="Requests">Its correction requests, round by round.</param>
/// <param name="Compared">Each field of the form as it stands beside what the memoria says; empty while nothing was read.</param>
/// <param name="ComparedBefore">The same with the form as it was filed.</param>
/// <param name="History">What happened to both, oldest first.</param>
/// <param name="Notifications">What the applicant was told, oldest first.</param>
/// <param name="Sends">Whether mail is sent at all.</param>
/// <param name="Reinspections">The readings again of its memoria, oldest first.</param>
/// <param name="Previous">Where it was evaluated before its last move; null when it was not moved.</param>
public sealed record OpenFile(
    Expediente Expediente, IReadOnlyList<RegistryEntry> Entries, StandingApplication Standing, IReadOnlyList<CorrectionRequest> Requests,
    IReadOnlyList<FieldComparison> Compared, IReadOnlyList<FieldComparison> ComparedBefore, IReadOnlyList<HistoryEvent> History,
    IReadOnlyList<Notification> Notifications, bool Sends, IReadOnlyList<Reinspection> Reinspections, Move? Previous)
{
    /// <summary>The last request; null when there was none.</summary>
    public CorrectionRequest? Request => Requests.Count > 0 ? Requests[^1] : null;
}

/// <summary>Gathers what the page of an application shows.</summary>
/// <param name="calls">The calls.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="ledger">The book.</param>
/// <param name="rounds">Their rounds of correction.</param>
/// <param name="requests">The requests.</param>
/// <param name="review">Knows an application as it stands.</param>
/// <param name="reports">What was read in memorias.</param>
/// <param name="reinspections">What was read in them again.</param>
/// <param name="notifications">What applicants were told.</param>
/// <param name="moves">Where expedientes were moved.</param>
public sealed class OpenFiles(
    CallCatalogue calls, IExpedienteStore expedientes, ILedgerStore ledger, CorrectionRounds rounds, ICorrectionRequestStore requests, ApplicationReview review,
    IMemoriaReportStore reports, ReinspectionDesk reinspections, NotificationLog notifications, IMoveJournal moves)
{
    /// <summary>An application by its number as written in an address; null when there is none.</summary>
    public async Task<OpenFile?> FindAsync(string number, CancellationToken cancellationToken)
    {
        if (!ExpedienteNumber.TryParse(number, out var parsed) || ExpedienteKey.Find(calls, parsed) is not { } key
            || await expedientes.FindAsync(key, cancellationToken) is not { } expediente
            || await ledger.FindAsync(expediente.Entry, cancellationToken) is not { } opening)
            return null;
        var all = await rounds.ListAsync(key, cancellationToken);
        var standing = await review.StandingAsync(opening, await rounds.AnswersAsync(all, cancellationToken), cancellationToken);
        var report = expediente.Memoria is { } told && await reports.FindAsync(key, told, cancellationToken) is { } json ? MemoriaReportJson.Read(json).Fields : null;
        var (entries, happened) = await AnswersAsync(opening, all, cancellationToken);
        return new OpenFile(
            expediente, entries, standing, all, Compare(standing.Application), Compare(standing.Filed.Application),
            [.. (await expedientes.HistoryAsync(key, cancellationToken)).Concat(happened).Distinct().OrderBy(h => h.At)],
            await notifications.OfAsync(key, cancellationToken), notifications.Sends, await reinspections.ListAsync(expediente, cancellationToken),
            await PreviousAsync(expediente, cancellationToken));

        IReadOnlyList<FieldComparison> Compare(Application form) => report is null ? [] : FormComparison.Compare(form, standing.Filed.Programme, report);
    }

    private async Task<(List<RegistryEntry> Entries, List<HistoryEvent> Happened)> AnswersAsync(
        RegistryEntry opening, IReadOnlyList<CorrectionRequest> all, CancellationToken cancellationToken)
    {
        var (entries, happened) = (new List<RegistryEntry> { opening }, new List<HistoryEvent>());
        foreach (var request in all)
        {
            happened.AddRange(await requests.HistoryAsync(request, cancellationToken));
            foreach (var answer in await requests.AnswersAsync(request, cancellationToken))
            {
                if (await ledger.FindAsync(answer.Entry, cancellationToken) is { } entry)
                    entries.Add(entry);
            }
        }

        return (entries, happened);
    }

    // One that a crash kept from being done stands in the journal too: of what was ordered before, the last that is not where it is now.
    private async Task<Move?> PreviousAsync(Expediente expediente, CancellationToken cancellationToken)
    {
        var home = new Move(expediente.Key.Call, expediente.Key.Number.Programme);
        var ordered = await moves.ListAsync(expediente.Key, cancellationToken).Select(m => m.Target).ToListAsync(cancellationToken);
        return ordered.Count == 0 ? null : ordered.Prepend(home).LastOrDefault(m => m != (expediente.MovedTo ?? home));
    }
}
