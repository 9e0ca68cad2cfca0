using System.CommandLine.Parsing;
using IntakePipeline.Calendar;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Local.Commands;

/// <summary>An official time as one types it: <c>2012-06-20T09:00</c> is Europe/Madrid, <c>2012-06-20T07:00Z</c> and <c>…+02:00</c> say so themselves.</summary>
internal static class OfficialTime
{
    private static readonly LocalDateTimePattern[] Local =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss"),
    ];

    private static readonly OffsetDateTimePattern[] WithOffset =
    [
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<G>"),
    ];

    /// <summary>Reads the option's value; an error for the person at the terminal when it is none.</summary>
    public static LocalDateTime? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (TryParse(text, out var time))
            return time;
        argument.AddError($"'{text}' is no official time: write 2012-06-20T09:00 (Europe/Madrid) or 2012-06-20T07:00Z.");
        return null;
    }

    /// <summary>Reads an official time; false when it is none.</summary>
    public static bool TryParse(string text, out LocalDateTime time)
    {
        foreach (var pattern in Local)
        {
            if (pattern.Parse(text).TryGetValue(default, out time))
                return true;
        }

        foreach (var pattern in WithOffset)
        {
            if (pattern.Parse(text).TryGetValue(default, out var instant))
            {
                time = OfficialClock.ToLocal(instant.ToInstant());
                return true;
            }
        }

        time = default;
        return false;
    }
}
