using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Evaluation;

/// <summary>
/// Makes the closing list of each phase after its last day, and a new version of it when entries come to light that the last one lacks. What becomes of
/// an application later changes no list. Where nothing was filed there is no list.
/// </summary>
/// <param name="calls">The calls.</param>
/// <param name="order">What was filed in each phase.</param>
/// <param name="expedientes">How it stands.</param>
/// <param name="ledger">The book.</param>
/// <param name="forms">The amounts asked for.</param>
/// <param name="lists">The lists.</param>
/// <param name="clock">The official time.</param>
public sealed class PhaseClosing(
    CallCatalogue calls, IExpedienteOrder order, IExpedienteStore expedientes, ILedgerStore ledger, RegisteredForms forms, IClosingListStore lists,
    OfficialClock clock)
{
    /// <summary>Looks at every phase whose last day is over.</summary>
    /// <returns>How many lists were made.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var made = 0;
        foreach (var (call, programme, window) in
            from call in calls.All from programme in call.Programmes from window in programme.Windows where window.LastDay < today select (call, programme, window))
        {
            made += await CloseAsync(new ProgrammePhase(call.Id, programme.Id, window.Phase), window.LastDay, cancellationToken) ? 1 : 0;
        }

        return made;
    }

    private async Task<bool> CloseAsync(ProgrammePhase phase, NodaTime.LocalDate lastDay, CancellationToken cancellationToken)
    {
        var filed = await order.FiledAsync(phase, cancellationToken).ToListAsync(cancellationToken);
        if (filed.Count == 0)
            return false;
        var digest = ClosingList.DigestOf(filed);
        var last = await lists.FindLastAsync(phase, cancellationToken);
        if (last?.Digest == digest)
            return false;

        var lines = new List<ClosingLine>(filed.Count);
        foreach (var placed in filed)
            lines.Add(await LineAsync(placed, cancellationToken));
        await lists.SaveAsync(new ClosingList(phase, (last?.Version ?? 0) + 1, lastDay, clock.Now, digest, clock.IsSimulated, lines), cancellationToken);
        return true;
    }

    private async Task<ClosingLine> LineAsync(Placed placed, CancellationToken cancellationToken)
    {
        var expediente = await expedientes.FindAsync(placed.Expediente, cancellationToken)
            ?? throw new InvalidOperationException($"Expediente {placed.Expediente.Number} of {placed.Expediente.Call} is gone.");
        var entry = await ledger.FindAsync(expediente.Entry, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {expediente.Entry}.");
        var form = await forms.ReadAsync(entry, cancellationToken);
        return new ClosingLine(
            expediente.Entry.ToString(), expediente.Effective.Date, expediente.Key.Number.ToString(), expediente.Applicant.TaxId, expediente.ProjectTitle,
            form.Application.Project.AidRequested, expediente.State.Code);
    }
}
