using IntakePipeline.Evaluation;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>Each application whose processing is over has its expediente, decided, with its history and the rows that find it; and none is there without its entry.</summary>
/// <param name="expedientes">The expedientes.</param>
/// <param name="rows">Their table's rows.</param>
/// <param name="reports">The reports on memorias that expedientes were decided on.</param>
/// <param name="applicants">The applicants' index.</param>
/// <param name="ledger">The book.</param>
public sealed class ExpedienteCheck(
    IExpedienteStore expedientes, IExpedienteRows rows, IMemoriaReportStore reports, IApplicantIndex applicants, ILedgerStore ledger) : IEntryCheck, IStoreCheck
{
    /// <inheritdoc/>
    public async Task CheckAsync(AuditedEntry audited, AuditReport report, CancellationToken cancellationToken)
    {
        if (!audited.Finished || audited.Entry.Draft.Kind is not EntryKind.Filing)
            return;
        try
        {
            if (await expedientes.FindAsync(ExpedienteKey.Of(audited.Entry), cancellationToken) is { } expediente)
                await CompareAsync(audited, expediente, report, cancellationToken);
            else
                report.Fault(AuditCodes.ExpedienteMissing, audited.Place, $"there is no expediente {audited.Entry.Expediente}");
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or NodaTime.Text.UnparsableValueException)
        {
            report.Fault(AuditCodes.ExpedienteUnreadable, audited.Place, $"expediente {audited.Entry.Expediente}: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public async Task CheckAsync(Duration patience, AuditReport report, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.ListAsync(cancellationToken))
        {
            report.Count("rows of expedientes");
            if (row.Entry is not { } number)
                report.Note(AuditCodes.Unknown, row.Place, "a row that names no entry");
            else if (!await OpenedAsync(number, row.Expediente, cancellationToken))
                report.Fault(AuditCodes.ExpedienteExtra, row.Place, $"entry {number} is not there, or opened another expediente");
        }
    }

    // An entry that cannot be read is told where it stands.
    private async Task<bool> OpenedAsync(RegistryNumber number, ExpedienteNumber? expediente, CancellationToken cancellationToken) =>
        await BookReading.FindAsync(ledger, number, cancellationToken) switch
        {
            BookReading.Found found => expediente is null || expediente == found.Entry.Expediente,
            BookReading.Unreadable => true,
            _ => false,
        };

    private async Task CompareAsync(AuditedEntry audited, Expediente found, AuditReport report, CancellationToken cancellationToken)
    {
        var (entry, place) = (audited.Entry, audited.Place);
        report.Count("expedientes");
        var expected = Expediente.Open(entry, found.Since) with
        {
            State = found.State,
            Findings = found.Findings,
            Memoria = found.Memoria,
            Revision = found.Revision,
            MovedTo = found.MovedTo,
            AssignedTo = found.AssignedTo,
        };
        if (found != expected)
            report.Fault(AuditCodes.ExpedienteDiffers, place, $"expediente {entry.Expediente} does not say what its entry says");
        if (found.State is ExpedienteState.Registered)
            report.Fault(AuditCodes.Undecided, place, "its processing is over, and nothing was decided");
        if (found.State is ExpedienteState.InEvaluation { QueuedAt: null })
            report.Fault(AuditCodes.NotQueued, place, "it is in evaluation, and the department was not told");
        if (found.Memoria is { } reviewed && await reports.FindAsync(found.Key, reviewed, cancellationToken) is null)
            report.Fault(AuditCodes.ReportMissing, place, $"the report on the memoria of entry {reviewed} is gone");

        var events = (await expedientes.HistoryAsync(found.Key, cancellationToken)).Count;
        if (events != found.Revision.Events)
            report.Fault(AuditCodes.HistoryDiffers, place, $"expediente {entry.Expediente} says {found.Revision.Events} events, its history has {events}");
        await CompareVersionsAsync(audited, found, report, cancellationToken);
        if (!await rows.IsPlacedAsync(found, cancellationToken))
            report.Fault(AuditCodes.PlaceDiffers, place, "the order of effective entry lacks it, or has it in another state");
        if (TaxId.TryParse(entry.Draft.Applicant.TaxId, out var applicant)
            && (await applicants.ListAsync(applicant, cancellationToken)).All(a => a.Entry != entry.Number))
            report.Fault(AuditCodes.IndexMissing, place, "the applicant's index lacks it");
    }

    private async Task CompareVersionsAsync(AuditedEntry audited, Expediente found, AuditReport report, CancellationToken cancellationToken)
    {
        var versions = await expedientes.VersionsAsync(found.Project, cancellationToken);
        if (versions.FirstOrDefault(v => v.Entry == audited.Entry.Number)?.StateCode != found.State.Code)
            report.Fault(AuditCodes.VersionDiffers, audited.Place, "the versions of its project lack it, or have it in another state");
        // One that is not decided yet will see to it that the others give way.
        if (ProjectVersion.ValidAmong(versions) is { } valid && valid.StateCode != ExpedienteState.Registered.Name && valid.Entry != found.Entry
            && found.Phase is not null && found.State is not (ExpedienteState.Superseded or ExpedienteState.Withdrawn))
            report.Fault(AuditCodes.NotSuperseded, audited.Place, $"entry {valid.Entry} is the valid version of its project");
    }
}
