using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Outages;

/// <summary>Where declared outages are kept.</summary>
public interface IOutageStore
{
    /// <summary>Keeps a declaration; the first one of an id stays.</summary>
    /// <returns>False when there is one already.</returns>
    Task<bool> SaveAsync(string id, ReadOnlyMemory<byte> declaration, CancellationToken cancellationToken);
}

/// <summary>Says which deadlines an outage touched, and keeps its declaration.</summary>
/// <param name="calls">The calls.</param>
/// <param name="requests">The correction requests.</param>
/// <param name="calendar">The seat's working days.</param>
/// <param name="store">Keeps declarations.</param>
/// <param name="clock">The official time.</param>
public sealed class OutageDesk(CallCatalogue calls, ICorrectionRequestStore requests, WorkingCalendar calendar, IOutageStore store, OfficialClock clock)
{
    /// <summary>Looks what <paramref name="outage"/> touched.</summary>
    /// <exception cref="MissingHolidaysException">The days after it lie in a year without holidays.</exception>
    public async Task<OutageReport> LookAsync(Outage outage, CancellationToken cancellationToken)
    {
        var proposed = calendar.NextWorkingDay(outage.LastDay);
        var windows =
            from call in calls.All
            from programme in call.Programmes
            from window in programme.Windows
            where outage.Touches(window.LastDay)
            select new TouchedWindow(call.Id, programme.Id, window.Phase, window.LastDay, proposed);

        var periods = new List<TouchedPeriod>();
        var running = 0;
        await foreach (var due in requests.ListDueAsync(LocalDate.MaxIsoValue, cancellationToken))
        {
            if (due.LastDay < outage.FirstDay || !await IsOpenAsync(due, cancellationToken))
                continue;
            if (outage.Touches(due.LastDay))
                periods.Add(new TouchedPeriod(due.Number, due.LastDay, proposed));
            else
                running++;
        }

        return new OutageReport(outage, [.. windows], periods, running);
    }

    /// <summary>Keeps the declaration: what was touched, by whom it is declared, and why. It is not changed after.</summary>
    /// <returns>False when an outage with the same beginning is declared already.</returns>
    public Task<bool> DeclareAsync(OutageReport report, Actor by, string why, CancellationToken cancellationToken) =>
        store.SaveAsync(report.Id, report.ToJson(by.Name, why, clock.Now), cancellationToken);

    // A note may outlive its period: the request has the last word.
    private async Task<bool> IsOpenAsync(DueRequest due, CancellationToken cancellationToken) =>
        await requests.FindAsync(due.Expediente, due.Number, cancellationToken) is { State: { IsOpen: true, On.Reception: { } reception } }
        && reception.Deadline.LastDay == due.LastDay;
}
