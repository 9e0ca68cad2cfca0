using IntakePipeline.Calendar;
using NodaTime;

namespace IntakePipeline.Outages;

/// <summary>A time during which nothing could be filed.</summary>
/// <param name="From">Its beginning, official local time.</param>
/// <param name="To">Its end, later than <paramref name="From"/>.</param>
public sealed record Outage(LocalDateTime From, LocalDateTime To)
{
    /// <summary>First official day it touched.</summary>
    public LocalDate FirstDay => From.Date;

    /// <summary>Last official day it touched: an end at midnight touches the day before.</summary>
    public LocalDate LastDay => To.TimeOfDay == LocalTime.Midnight ? To.Date.PlusDays(-1) : To.Date;

    /// <summary>How long it lasted, by the clock that does not jump.</summary>
    public Duration Lasted => OfficialClock.FromLocal(To) - OfficialClock.FromLocal(From);

    /// <summary>Whether a period that ends on <paramref name="lastDay"/> lost some of that day.</summary>
    public bool Touches(LocalDate lastDay) => FirstDay <= lastDay && lastDay <= LastDay;
}
