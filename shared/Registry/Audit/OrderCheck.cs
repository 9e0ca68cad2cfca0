using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>Every correction that a department ordered was asked for: its request is there, and its expediente's history tells of it.</summary>
/// <param name="journal">What was ordered.</param>
/// <param name="requests">The requests.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="clock">The official time.</param>
public sealed class OrderCheck(IDepartmentRequestJournal journal, ICorrectionRequestStore requests, IExpedienteStore expedientes, OfficialClock clock) : IStoreCheck
{
    /// <inheritdoc/>
    public async Task CheckAsync(Duration patience, AuditReport report, CancellationToken cancellationToken)
    {
        await foreach (var ordered in journal.ListAsync(cancellationToken))
        {
            report.Count("corrections ordered");
            if (clock.Now - ordered.At < patience)
                continue;
            var place = ordered.Number.ToString();
            if (await requests.FindAsync(ordered.Expediente, ordered.Number, cancellationToken) is not { } request)
                report.Fault(AuditCodes.RequestMissing, place, "it was ordered, and is not there");
            // One that a later version overtook before it was asked for has nothing to tell.
            else if (request.State is not CorrectionRequestState.Superseded && !(await expedientes.HistoryAsync(ordered.Expediente, cancellationToken)).Contains(ordered.Told))
                report.Fault(AuditCodes.RequestDiffers, place, "it was ordered, and the history of its expediente does not tell of it");
        }
    }
}
