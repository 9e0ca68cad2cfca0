using System.Globalization;
using System.Text;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using NodaTime;

namespace IntakePipeline.Local.Commands;

/// <summary>What the calendar says of a filing.</summary>
/// <param name="Call">The call.</param>
/// <param name="Programme">Its programme.</param>
/// <param name="Filing">When it was filed, for which day it counts, in which window.</param>
/// <param name="Correction">
/// Until when a defect could be cured, were the applicant notified on the day for which the filing counts: before it, nobody can have looked at the application.
/// </param>
/// <param name="Trace">The steps: to the effective date, to the window's last day where it matters, to the deadline.</param>
internal sealed record WhenAnswer(Call Call, Programme Programme, EffectiveFiling Filing, Deadline Correction, IReadOnlyList<TraceStep> Trace)
{
    /// <summary>Asks the calendar.</summary>
    /// <param name="call">The call.</param>
    /// <param name="programme">Its programme.</param>
    /// <param name="filedAt">Official local time.</param>
    /// <param name="municipality">The applicant's, by INE code; null for the seat's calendar alone.</param>
    /// <param name="calendar">The calendar.</param>
    /// <exception cref="MissingHolidaysException">The deadline needs a year whose holidays are not known.</exception>
    public static WhenAnswer Of(Call call, Programme programme, LocalDateTime filedAt, string? municipality, WorkingCalendar calendar)
    {
        var trace = new List<TraceStep>();
        var filing = EffectiveFiling.Of(programme, filedAt, municipality, calendar, trace);
        var correction = calendar.DeadlineAfter(filing.Effective.Date, call.Correction.WorkingDays, calendar.ScopeOf(municipality));
        return new WhenAnswer(call, programme, filing, correction, [.. trace, .. correction.Trace]);
    }

    /// <summary>The answer for other programs; the names and their order are a contract.</summary>
    public string ToJson() => Encoding.UTF8.GetString(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("call", Call.Id.Value);
        json.WriteString("programme", Programme.Id.Value);
        json.WriteString("filed", Moment(Filing.FiledAt));
        json.WriteString("effectiveDate", JsonText.Iso(Filing.Effective.Date));
        json.WriteOptional("phase", Filing.Window?.Phase.Value);
        json.WriteString("correctionDeadline", JsonText.Iso(Correction.LastDay));
        json.WriteTrace("trace", Trace);
        json.WriteEndObject();
    }));

    /// <summary>The answer for people.</summary>
    public string ToText(Language language)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Call.Title.In(language)} ({Call.Id}), {Programme.Title.In(language)} ({Programme.Id})");
        Line("filed", $"{Moment(Filing.FiledAt)} Europe/Madrid");
        Line("effective date", JsonText.Iso(Filing.Effective.Date));
        Line("phase", Filing.Window is { } window
            ? $"{window.Phase}, from {JsonText.Iso(window.Opens)} to {JsonText.Iso(window.LastDay)} ({window.Article})"
            : $"none: out of time; the windows are {string.Join(", ", Programme.Windows.Select(w => $"{JsonText.Iso(w.Opens)} to {JsonText.Iso(w.LastDay)}"))}");
        Line("correction", string.Create(CultureInfo.InvariantCulture,
            $"if notified on {JsonText.Iso(Correction.From)}, until {JsonText.Iso(Correction.LastDay)} ({Call.Correction.WorkingDays} working days, {Call.Correction.Article})"));
        text.AppendLine();
        foreach (var step in Trace)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {JsonText.Iso(step.Date)}  {step.Text.In(language)} [{step.Article}]");
        return text.ToString().TrimEnd();

        void Line(string label, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"  {label,-15} {value}");
    }

    /// <summary>To the minute, and to the second where there are any: <c>2012-10-14T23:30</c>.</summary>
    private static string Moment(LocalDateTime time) => time.ToString(time.Second == 0 ? "uuuu-MM-dd'T'HH:mm" : "uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
