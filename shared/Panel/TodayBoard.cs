using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage;
using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>A phase that is open, and how long it still is.</summary>
/// <param name="Call">The call.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Window">The phase.</param>
/// <param name="Days">Days from today to its last day, both natural; 0 on the last.</param>
public sealed record OpenPhase(Call Call, Programme Programme, FilingWindow Window, int Days);

/// <summary>How many of a programme stand where.</summary>
/// <param name="Call">The call.</param>
/// <param name="Programme">The programme.</param>
/// <param name="ByState">How many by the state's code.</param>
public sealed record ProgrammeOutcome(CallId Call, ProgrammeId Programme, IReadOnlyDictionary<string, int> ByState);

/// <summary>How things stand at one moment.</summary>
public sealed record TodayFigures
{
    /// <summary>When it was counted, official time.</summary>
    public required Instant At { get; init; }

    /// <summary>Filed today.</summary>
    public required int ReceivedToday { get; init; }

    /// <summary>Registered and not decided on yet.</summary>
    public required int InProcess { get; init; }

    /// <summary>In evaluation.</summary>
    public required int InEvaluation { get; init; }

    /// <summary>In evaluation and on nobody's desk.</summary>
    public required int Unassigned { get; init; }

    /// <summary>The one in evaluation that has waited longest; null when there is none.</summary>
    public required ExpedienteLine? Oldest { get; init; }

    /// <summary>Working days it has waited.</summary>
    public required int OldestWorkingDays { get; init; }

    /// <summary>Correction requests whose period ends today or in the next two days.</summary>
    public required IReadOnlyList<DueRequest> DueSoon { get; init; }

    /// <summary>Correction requests that wait for a person: expired, answered late or not enough, withdrawal proposed.</summary>
    public required IReadOnlyList<ExpedienteLine> AwaitingResolution { get; init; }

    /// <summary>Messages that were given up.</summary>
    public required int Poison { get; init; }

    /// <summary>The pipeline's last heartbeat; null when there never was one.</summary>
    public required Heartbeat? Beat { get; init; }

    /// <summary>Filed in each of the last 24 hours, the last one being the present.</summary>
    public required IReadOnlyList<(LocalDateTime Hour, int Count)> Arrivals { get; init; }

    /// <summary>In evaluation by working days waited: up to 5, 10, 20, 40, more.</summary>
    public required IReadOnlyList<int> WaitingByAge { get; init; }

    /// <summary>What became of each programme's.</summary>
    public required IReadOnlyList<ProgrammeOutcome> Outcomes { get; init; }

    /// <summary>Phases that are open, those that close first before the others.</summary>
    public required IReadOnlyList<OpenPhase> Open { get; init; }
}

/// <summary>Counts how things stand, in the search index; what it counted serves everybody for a moment.</summary>
public sealed class TodayBoard(
    IExpedienteSearch search, ICorrectionRequestStore requests, PoisonQueues poison, IHeartbeatStore beats, CallCatalogue calls, WorkingCalendar calendar,
    OfficialClock clock, TimeProvider time) : IDisposable
{
    /// <summary>Ends of the ages that <see cref="TodayFigures.WaitingByAge"/> counts, in working days, inclusive.</summary>
    public static IReadOnlyList<int> Ages { get; } = [5, 10, 20, 40];

    // States of a correction request in which it waits for a person.
    private static readonly HashSet<string?> ForPeople =
        [CorrectionRequestState.Expired.Name, CorrectionRequestState.LateAnswer.Name, CorrectionRequestState.StillDefective.Name, CorrectionRequestState.WithdrawalProposed.Name];

    private const int SoonDays = 2;
    private const int Hours = 24;

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
        var all = new Tally(OfficialClock.ToLocal(now), age => WorkingDaysBetween(age, today));
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
            WaitingByAge = all.Waiting,
            Outcomes = all.Outcomes,
            Open = [.. OpenPhases(today)],
        };
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

    /// <summary>Counts expedientes one by one.</summary>
    private sealed class Tally(LocalDateTime now, Func<LocalDate, int> workingDaysSince)
    {
        private readonly int[] arrivals = new int[Hours];
        private readonly int[] ages = new int[TodayBoard.Ages.Count + 1];
        private readonly SortedDictionary<(string Call, string Programme), Dictionary<string, int>> outcomes = [];
        private readonly Dictionary<LocalDate, int> workingDays = [];
        private readonly LocalDateTime thisHour = now.With(TimeAdjusters.TruncateToHour);

        public int Today { get; private set; }

        public int InProcess { get; private set; }

        public int InEvaluation { get; private set; }

        public int Unassigned { get; private set; }

        public ExpedienteLine? Oldest { get; private set; }

        public List<ExpedienteLine> Awaiting { get; } = [];

        public IReadOnlyList<int> Waiting => ages;

        public IReadOnlyList<(LocalDateTime, int)> Arrivals => [.. arrivals.Select((count, i) => (thisHour.PlusHours(i - Hours + 1), count))];

        public IReadOnlyList<ProgrammeOutcome> Outcomes => [.. outcomes.Select(o => new ProgrammeOutcome(new CallId(o.Key.Call), new ProgrammeId(o.Key.Programme), o.Value))];

        public void Add(ExpedienteLine e)
        {
            var filed = OfficialClock.ToLocal(e.FiledAt);
            Today += filed.Date == now.Date ? 1 : 0;
            var hoursAgo = (int)Period.Between(filed.With(TimeAdjusters.TruncateToHour), thisHour, PeriodUnits.Hours).Hours;
            if (hoursAgo is >= 0 and < Hours)
                arrivals[Hours - 1 - hoursAgo]++;
            var states = outcomes.TryGetValue((e.Key.Call.Value, e.Key.Number.Programme.Value), out var known) ? known : outcomes[(e.Key.Call.Value, e.Key.Number.Programme.Value)] = [];
            states[e.State] = states.GetValueOrDefault(e.State) + 1;
            switch (e.State)
            {
                case ExpedienteState.Registered.Name:
                    InProcess++;
                    break;
                case ExpedienteState.AwaitingCorrection.Name when ForPeople.Contains(e.Request):
                    Awaiting.Add(e);
                    break;
                case ExpedienteState.InEvaluation.Name:
                    AddWaiting(e);
                    break;
            }
        }

        private void AddWaiting(ExpedienteLine e)
        {
            InEvaluation++;
            Unassigned += e.AssignedTo is null ? 1 : 0;
            if (Oldest is null || e.Place < Oldest.Place)
                Oldest = e;
            if (!workingDays.TryGetValue(e.Effective, out var days))
                days = workingDays[e.Effective] = workingDaysSince(e.Effective);
            ages[TodayBoard.Ages.TakeWhile(end => days > end).Count()]++;
        }
    }
}
