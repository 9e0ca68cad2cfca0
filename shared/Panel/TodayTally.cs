using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>Counts expedientes one by one.</summary>
/// <param name="now">Now, official time.</param>
/// <param name="workingDaysSince">Working days from a day to today.</param>
internal sealed class TodayTally(LocalDateTime now, Func<LocalDate, int> workingDaysSince)
{
    private const int Hours = 24;

    // States of a correction request in which it waits for a person.
    private static readonly HashSet<string?> ForPeople =
        [CorrectionRequestState.Expired.Name, CorrectionRequestState.LateAnswer.Name, CorrectionRequestState.StillDefective.Name, CorrectionRequestState.WithdrawalProposed.Name];

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

    public IReadOnlyList<(LocalDateTime Hour, int Count)> Arrivals => [.. arrivals.Select((count, i) => (thisHour.PlusHours(i - Hours + 1), count))];

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
