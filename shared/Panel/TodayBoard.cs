using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage;
using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>Counts how things stand, in the search index; what it counted serves everybody for a moment.</summary>
public sealed class TodayBoard(
    IExpedienteSearch search, ICorrectionRequestStore requests, PoisonQueues poison, IHeartbeatStore beats, IReceiptTimeStore receipts, CallCatalogue calls, WorkingCalendar calendar,
    OfficialClock clock, TimeProvider time) : IDisposable
{
    /// <summary>Ends of the ages that <see cref="TodayFigures.WaitingByAge"/> counts, in working days, inclusive.</summary>
    public static IReadOnlyList<int> Ages { get; } = [5, 10, 20, 40];

    private const int SoonDays = 2;
    private const int HoursAhead = 12;

    // Counting takes longer the more there is, and never more than a tenth of the time is spent on it.
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(2);
    private const int PausePerTime = 10;

    private readonly SemaphoreSlim one = new(1);
    private TodayFigures? last;
    private long countedAt;
    private TimeSpan pause;

    /// <summary>The figures, counted a moment ago.</summary>
    public async Task<TodayFigures> ReadAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (last is null || time.GetElapsedTime(countedAt) > pause)
            {
                var start = time.GetTimestamp();
                last = await CountAsync(cancellationToken);
                countedAt = time.GetTimestamp();
                pause = TimeSpan.FromTicks(Math.Max(LeastPause.Ticks, time.GetElapsedTime(start).Ticks * PausePerTime));
            }

            // The pulse is looked at each time: it is what tells whether the rest can be believed.
            return last with { Beat = await beats.FindLastAsync(cancellationToken) };
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    /// <summary>Counts now, but for the heartbeat.</summary>
    internal async Task<TodayFigures> CountAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.Now, clock.Today);
        var all = new TodayTally(OfficialClock.ToLocal(now), age => WorkingDaysBetween(age, today));
        foreach (var line in await search.ListAsync(new ExpedienteFilter(), cancellationToken))
            all.Add(line);

        var due = new List<DueRequest>();
        await foreach (var request in requests.ListDueAsync(today.PlusDays(SoonDays + 1), cancellationToken))
        {
            if (request.LastDay >= today)
                due.Add(request);
        }

        return new TodayFigures
        {
            At = now,
            ReceivedToday = all.Today,
            InProcess = all.InProcess,
            InEvaluation = all.InEvaluation,
            Unassigned = all.Unassigned,
            Oldest = all.Oldest,
            OldestWorkingDays = all.Oldest is { } oldest ? WorkingDaysBetween(oldest.Effective, today) : 0,
            DueSoon = due,
            AwaitingResolution = all.Awaiting,
            Poison = (await poison.ListAsync(cancellationToken)).Sum(q => q.Count),
            Beat = null,
            Arrivals = all.Arrivals,
            Closes = [.. Closes(all.Arrivals[0].Hour, all.Arrivals[^1].Hour.PlusHours(HoursAhead))],
            ReceiptTimes = await ReceiptTimesAsync([.. all.Arrivals.Select(a => a.Hour)], cancellationToken),
            WaitingByAge = all.Waiting,
            Outcomes = all.Outcomes,
            Open = [.. OpenPhases(today)],
        };
    }

    private IEnumerable<PhaseClose> Closes(LocalDateTime since, LocalDateTime until) =>
        from call in calls.All
        from programme in call.Programmes
        from window in programme.Windows
        let at = window.LastDay.PlusDays(1).AtMidnight()
        where since < at && at <= until
        group (programme.Id, window.Phase) by at into close
        orderby close.Key
        select new PhaseClose(close.Key, [.. close.Distinct()]);

    private async Task<IReadOnlyList<ReceiptHour>> ReceiptTimesAsync(IReadOnlyList<LocalDateTime> hours, CancellationToken cancellationToken)
    {
        var measured = await receipts.ListAsync(hours[0], hours[^1], cancellationToken);
        return [.. hours.Select(hour => measured.GetValueOrDefault(hour) is { } h ? new ReceiptHour(hour, h.Count, h.Quantile(0.5), h.Quantile(0.99)) : new ReceiptHour(hour, 0, 0, 0))];
    }

    private IEnumerable<OpenPhase> OpenPhases(LocalDate today) =>
        from call in calls.All
        from programme in call.Programmes
        from window in programme.Windows
        where window.Opens <= today && today <= window.LastDay
        orderby window.LastDay
        select new OpenPhase(call, programme, window, Period.DaysBetween(today, window.LastDay));

    // Years without holidays in the data count Sundays only as not working: an age, no deadline.
    private int WorkingDaysBetween(LocalDate from, LocalDate to)
    {
        if (from >= to)
            return 0;
        if (!calendar.Covers(from.Year) || !calendar.Covers(to.Year))
            return Period.DaysBetween(from, to) * 6 / 7;
        var days = 0;
        for (var day = from.PlusDays(1); day <= to; day = day.PlusDays(1))
            days += calendar.IsWorking(day) ? 1 : 0;
        return days;
    }
}
