using NodaTime;

namespace IntakePipeline.Calendar;

/// <summary>The end of a period and how it came about.</summary>
/// <param name="From">The day the period was notified or published; counting starts the day after.</param>
/// <param name="LastDay">The last day that counts, inclusive: until 23:59:59.999… official time.</param>
/// <param name="Trace">The steps, in order of date.</param>
public sealed record Deadline(LocalDate From, LocalDate LastDay, IReadOnlyList<TraceStep> Trace)
{
    /// <summary>The first instant at which the period is over: midnight after <see cref="LastDay"/>.</summary>
    public Instant Expires => OfficialClock.FromLocal(LastDay.PlusDays(1).AtMidnight());

    /// <summary>Whether something filed at <paramref name="filed"/> comes too late.</summary>
    public bool IsOver(Instant filed) => filed >= Expires;
}
