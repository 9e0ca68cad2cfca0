using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using NodaTime;

namespace IntakePipeline.Outages;

/// <summary>A phase that closed during the outage.</summary>
/// <param name="Call">The call.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Phase">The phase.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="Proposed">The last day proposed: the first working day at the seat after the outage.</param>
public sealed record TouchedWindow(CallId Call, ProgrammeId Programme, PhaseId Phase, LocalDate LastDay, LocalDate Proposed);

/// <summary>A correction period that ended during the outage.</summary>
/// <param name="Request">The request.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="Proposed">The last day until which a late answer should be taken as in time.</param>
public sealed record TouchedPeriod(CorrectionRequestNumber Request, LocalDate LastDay, LocalDate Proposed);

/// <summary>Which deadlines an outage touched. A proposal: extending a period is a resolution, which a person signs.</summary>
/// <param name="Outage">The outage.</param>
/// <param name="Windows">Phases that closed in it.</param>
/// <param name="Periods">Correction periods that ended in it.</param>
/// <param name="Running">Correction periods that end later: they lost hours, not their last day.</param>
public sealed record OutageReport(Outage Outage, IReadOnlyList<TouchedWindow> Windows, IReadOnlyList<TouchedPeriod> Periods, int Running)
{
    /// <summary>Names the outage among the declared ones: its beginning, to the minute.</summary>
    public string Id => Outage.From.ToString("uuuuMMdd'T'HHmm", CultureInfo.InvariantCulture);

    /// <summary>As JSON, with who declares it and why when it is declared.</summary>
    public byte[] ToJson(string? by = null, string? why = null, Instant? declaredAt = null) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("desde", Moment(Outage.From));
        json.WriteString("hasta", Moment(Outage.To));
        json.WriteNumber("minutos", (long)Outage.Lasted.TotalMinutes);
        json.WriteOptional("declaradaPor", by);
        json.WriteOptional("motivo", why);
        json.WriteOptional("declaradaEn", declaredAt is { } at ? JsonText.Iso(at) : null);
        json.WriteStartArray("fases");
        foreach (var window in Windows)
        {
            json.WriteStartObject();
            json.WriteString("convocatoria", window.Call.Value);
            json.WriteString("programa", window.Programme.Value);
            json.WriteString("fase", window.Phase.Value);
            json.WriteString("ultimoDia", JsonText.Iso(window.LastDay));
            json.WriteString("propuesta", JsonText.Iso(window.Proposed));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("requerimientos");
        foreach (var period in Periods)
        {
            json.WriteStartObject();
            json.WriteString("requerimiento", period.Request.ToString());
            json.WriteString("ultimoDia", JsonText.Iso(period.LastDay));
            json.WriteString("propuesta", JsonText.Iso(period.Proposed));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("plazosQueSiguen", Running);
        json.WriteEndObject();
    });

    private static string Moment(LocalDateTime time) => time.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
