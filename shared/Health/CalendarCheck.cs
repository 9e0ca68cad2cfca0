using IntakePipeline.Calendar;
using IntakePipeline.Calls;

namespace IntakePipeline.Health;

/// <summary>Whether the holidays are known up to the last deadline that the open calls can bring about.</summary>
/// <param name="calls">The calls.</param>
/// <param name="calendar">The calendar.</param>
/// <param name="clock">The official time.</param>
public sealed class CalendarCheck(CallCatalogue calls, WorkingCalendar calendar, OfficialClock clock) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "calendarios";

    /// <inheritdoc/>
    public Task<string?> FindTroubleAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        foreach (var call in calls.All)
        {
            // Whatever is filed on a window's last day may have to be cured after it.
            foreach (var window in call.Programmes.SelectMany(p => p.Windows).Where(w => w.Opens <= today && today <= w.LastDay))
            {
                try
                {
                    _ = calendar.DeadlineAfter(window.LastDay, call.Correction.WorkingDays, calendar.ScopeOf(null));
                }
                catch (MissingHolidaysException e)
                {
                    return Task.FromResult<string?>($"{call.Id}: {e.Message}");
                }
            }
        }

        return Task.FromResult<string?>(null);
    }
}
