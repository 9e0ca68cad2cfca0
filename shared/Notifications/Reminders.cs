using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Notifications;

/// <summary>Reminds applicants of a period two working days before it ends, by the same calendar that counted it. Runs as often as one likes: each period is reminded of once.</summary>
/// <param name="requests">The requests.</param>
/// <param name="ledger">The book.</param>
/// <param name="forms">The forms, for the applicant's municipality.</param>
/// <param name="notices">Takes note.</param>
/// <param name="calendar">Counts working days.</param>
/// <param name="clock">The official time.</param>
public sealed class Reminders(
    ICorrectionRequestStore requests, ILedgerStore ledger, RegisteredForms forms, INotices notices, WorkingCalendar calendar, OfficialClock clock)
{
    /// <summary>Working days left after the day of the reminder, the last one included.</summary>
    public const int WorkingDays = 2;

    // Two working days never span more days than this, whatever holidays meet.
    private const int Horizon = 15;

    /// <summary>Notes the reminders that are due today.</summary>
    /// <returns>How many requests are within their last working days and unanswered.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (today, reminded) = (clock.Today, 0);
        await foreach (var due in requests.ListDueAsync(today.PlusDays(Horizon), cancellationToken))
        {
            if (due.LastDay < today || await requests.FindAsync(due.Expediente, due.Number, cancellationToken) is not { } request
                || request.State is not CorrectionRequestState.Notified { On.Reception: { } reception } || reception.Deadline.LastDay != due.LastDay)
                continue;
            var opening = await ledger.FindAsync(request.Entry, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {request.Entry}.");
            var municipality = (await forms.ReadAsync(opening, cancellationToken)).Application.Applicant.Municipality;
            if (DaysLeft(today, due.LastDay, calendar.ScopeOf(municipality)) > WorkingDays)
                continue;
            await notices.NoteAsync(new Notice.Reminder(due.Expediente, due.Number, due.LastDay), cancellationToken);
            reminded++;
        }

        return reminded;
    }

    private int DaysLeft(LocalDate today, LocalDate last, HolidayScope where)
    {
        var left = 0;
        for (var day = today.PlusDays(1); day <= last; day = day.PlusDays(1))
            left += calendar.IsWorking(day, where) ? 1 : 0;
        return left;
    }
}
