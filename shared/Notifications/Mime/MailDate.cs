using System.Globalization;
using IntakePipeline.Calendar;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Notifications.Mime;

/// <summary>Dates as mail writes them (RFC 5322 3.3), official time.</summary>
internal static class MailDate
{
    private static readonly OffsetDateTimePattern Pattern = OffsetDateTimePattern.Create(
        "ddd, d MMM uuuu HH:mm:ss o<+HHmm>", CultureInfo.InvariantCulture, new OffsetDateTime(new LocalDateTime(2000, 1, 1, 0, 0), Offset.Zero));

    /// <summary><c>Wed, 20 Jun 2012 09:00:00 +0200</c>.</summary>
    public static string Write(Instant at) => Pattern.Format(at.InZone(OfficialClock.Zone).ToOffsetDateTime());
}
