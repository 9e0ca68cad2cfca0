using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
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

/// <summary>A moment at which phases close.</summary>
/// <param name="At">The moment after which nothing is in time, official time.</param>
/// <param name="Phases">What closes: programme and phase.</param>
public sealed record PhaseClose(LocalDateTime At, IReadOnlyList<(ProgrammeId Programme, PhaseId Phase)> Phases);

/// <summary>How long receipts took in one hour.</summary>
/// <param name="Hour">The hour, official time.</param>
/// <param name="Count">How many receipts.</param>
/// <param name="P50">Half of them took at most so many seconds.</param>
/// <param name="P99">All but one in a hundred took at most so many seconds.</param>
public sealed record ReceiptHour(LocalDateTime Hour, int Count, double P50, double P99);

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

    /// <summary>Closes of phases in the hours of <see cref="Arrivals"/>, and the next one if it comes within half a day.</summary>
    public required IReadOnlyList<PhaseClose> Closes { get; init; }

    /// <summary>How long receipts took in the same hours.</summary>
    public required IReadOnlyList<ReceiptHour> ReceiptTimes { get; init; }

    /// <summary>In evaluation by working days waited: up to 5, 10, 20, 40, more.</summary>
    public required IReadOnlyList<int> WaitingByAge { get; init; }

    /// <summary>What became of each programme's.</summary>
    public required IReadOnlyList<ProgrammeOutcome> Outcomes { get; init; }

    /// <summary>Phases that are open, those that close first before the others.</summary>
    public required IReadOnlyList<OpenPhase> Open { get; init; }
}
