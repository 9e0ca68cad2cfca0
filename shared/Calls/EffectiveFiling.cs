using IntakePipeline.Calendar;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Calls;

/// <summary>When something was filed, for which day it counts, and in which window of its programme.</summary>
/// <param name="FiledAt">Official local time of the filing.</param>
/// <param name="Effective">The day for which it counts, by the seat's calendar, and why.</param>
/// <param name="Window">The window, as it closes for the applicant; null when it is out of time.</param>
public sealed record EffectiveFiling(LocalDateTime FiledAt, EffectiveDate Effective, FilingWindow? Window)
{
    /// <summary>Judges a filing by the calendar. It never fails: see <see cref="WorkingCalendar.EffectiveDateOf"/>.</summary>
    /// <param name="programme">What is applied to.</param>
    /// <param name="filedAt">Official local time of the filing.</param>
    /// <param name="municipality">The applicant's: INE code or name as written; null or blank when unknown.</param>
    /// <param name="calendar">The calendar.</param>
    /// <param name="trace">Takes the steps to the effective date, and to the window's last day when it counts only by them.</param>
    public static EffectiveFiling Of(
        Programme programme, LocalDateTime filedAt, string? municipality, WorkingCalendar calendar, ICollection<TraceStep>? trace = null)
    {
        var effective = calendar.EffectiveDateOf(filedAt, trace);
        var applicant = calendar.ScopeOf(municipality);
        var window = programme.WindowOn(effective.Date, calendar, applicant);
        // In time only because the last day rolled on: the trace has to say so.
        if (trace is not null && window is not null && effective.Date > window.Closes)
            calendar.RollOverFrom(window.Closes, window.RollOver, window.RollOver == RollOver.Law ? HolidayScope.Seat : applicant, trace);
        return new EffectiveFiling(filedAt, effective, window);
    }
}
