using NodaTime;

namespace IntakePipeline.Calendar;

/// <summary>
/// The official time: what the registry's clock shows in Europe/Madrid. The only place that binds a zone. Instants of filing come from the storage
/// service's clock (<see cref="FromStorage"/>); <see cref="Now"/> is for everything else.
/// </summary>
public sealed class OfficialClock
{
    private readonly TimeProvider time;

    /// <summary>Creates a clock.</summary>
    /// <param name="time">Source of the real time.</param>
    /// <param name="shift">What to add to every real instant; anything but zero makes a simulation, allowed in the local host only.</param>
    public OfficialClock(TimeProvider time, Duration shift = default)
    {
        this.time = time;
        Shift = shift;
    }

    /// <summary>A clock of a simulation: it shows <paramref name="local"/> now.</summary>
    /// <remarks>Shifted by whole seconds, as the storage service stamps by whole seconds: nothing filed from now on is stamped before <paramref name="local"/>.</remarks>
    public static OfficialClock Showing(LocalDateTime local, TimeProvider time)
    {
        var second = Instant.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        return new OfficialClock(time, FromLocal(local) - second);
    }

    /// <summary>Europe/Madrid, from NodaTime's own tzdb: needs no data of the machine.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/Madrid"];

    /// <summary>Official time minus real time; zero outside a simulation.</summary>
    public Duration Shift { get; }

    /// <summary>True when the official time is shifted: every receipt made under it says so.</summary>
    public bool IsSimulated => Shift != Duration.Zero;

    /// <summary>The official instant now.</summary>
    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow()) + Shift;

    /// <summary>The official day now.</summary>
    public LocalDate Today => ToLocal(Now).Date;

    /// <summary>The official instant of something the storage service stamped.</summary>
    /// <param name="stamp">The service's own time stamp, e.g. a blob's Last-Modified.</param>
    public Instant FromStorage(DateTimeOffset stamp) => Instant.FromDateTimeOffset(stamp) + Shift;

    /// <summary>Official local date and time of <paramref name="instant"/>.</summary>
    public static LocalDateTime ToLocal(Instant instant) => instant.InZone(Zone).LocalDateTime;

    /// <summary>The instant at which the official clock shows <paramref name="local"/>; the earlier of two when clocks go back.</summary>
    public static Instant FromLocal(LocalDateTime local) => local.InZoneLeniently(Zone).ToInstant();
}
