using IntakePipeline.Calendar;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>Counts the period of a correction request: the call's days, the seat's holidays and those of the applicant's municipality.</summary>
/// <param name="ledger">The book.</param>
/// <param name="forms">The forms that were registered.</param>
/// <param name="calendar">Counts working days.</param>
public sealed class PeriodCounter(ILedgerStore ledger, RegisteredForms forms, WorkingCalendar calendar)
{
    /// <summary>When the period of <paramref name="request"/> ends, received on <paramref name="received"/>.</summary>
    /// <exception cref="MissingHolidaysException">It runs into a year whose holidays are not in the data.</exception>
    /// <exception cref="InvalidOperationException">The book and custody do not agree: a person has to look.</exception>
    public async Task<Deadline> CountAsync(CorrectionRequest request, LocalDate received, CancellationToken cancellationToken)
    {
        var opening = await ledger.FindAsync(request.Entry, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {request.Entry}.");
        var form = await forms.ReadAsync(opening, cancellationToken);
        return calendar.DeadlineAfter(received, form.Call.Correction.WorkingDays, calendar.ScopeOf(form.Application.Applicant.Municipality));
    }
}
