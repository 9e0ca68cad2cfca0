using System.Text.Json;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Validation;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Corrections;

/// <summary>A correction request as data, for applicants' tools and staff.</summary>
public static class CorrectionRequestJson
{
    /// <summary>Writes a request; same request, same bytes.</summary>
    public static byte[] Write(CorrectionRequest request, Call call) => JsonText.Write(json => WriteObject(json, request, call, null));

    /// <summary>Writes a request with what happened to it.</summary>
    public static byte[] Write(CorrectionRequest request, Call call, IReadOnlyList<Answer> answers, IReadOnlyList<HistoryEvent> history) =>
        JsonText.Write(json => WriteObject(json, request, call, () =>
        {
            json.WriteStartArray("respuestas");
            foreach (var answer in answers)
            {
                json.WriteStartObject();
                json.WriteString("registro", answer.Entry.ToString());
                json.WriteString("presentadaEn", Local(answer.FiledAt));
                json.WriteBoolean("enPlazo", request.State.On.Allows(answer));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteHistory("historial", history);
        }));

    /// <summary>Writes a request as the value of a property, or null.</summary>
    public static void WriteRequest(this Utf8JsonWriter json, string name, CorrectionRequest? request, Call call)
    {
        if (request is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WritePropertyName(name);
        WriteObject(json, request, call, null);
    }

    /// <summary>Writes what happened, oldest first.</summary>
    public static void WriteHistory(this Utf8JsonWriter json, string name, IReadOnlyList<HistoryEvent> history)
    {
        json.WriteStartArray(name);
        foreach (var happened in history)
        {
            json.WriteStartObject();
            json.WriteString("fecha", Local(happened.At));
            json.WriteString("quien", happened.Who.Name);
            json.WriteString("que", happened.What);
            json.WriteText("motivo", happened.Why);
            json.WriteString("articulo", happened.Article);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, CorrectionRequest request, Call call, Action? more)
    {
        json.WriteStartObject();
        json.WriteString("requerimiento", request.Number.ToString());
        json.WriteString("expediente", request.Number.Expediente.ToString());
        json.WriteString("convocatoria", call.Id.Value);
        json.WriteString("registro", request.Entry.ToString());
        json.WriteStartObject("solicitante");
        json.WriteString("nif", request.Applicant.TaxId);
        json.WriteString("nombre", request.Applicant.Name);
        json.WriteEndObject();
        json.WriteString("proyecto", request.ProjectTitle);
        json.WriteString("idioma", JsonText.Code(request.Language));
        json.WriteString("emitidoEn", Local(request.CreatedAt));
        json.WriteString("estado", request.State.Code);
        json.WriteHallazgos("defectos", request.Defects);
        json.WriteNumber("diasHabiles", call.Correction.WorkingDays);
        json.WriteString("articulo", call.Correction.Article);
        WriteReception(json, request.State.On.Reception);
        more?.Invoke();
        json.WriteEndObject();
    }

    private static void WriteReception(Utf8JsonWriter json, Reception? reception)
    {
        if (reception is null)
        {
            json.WriteNull("recepcion");
            json.WriteNull("plazo");
            return;
        }

        json.WriteStartObject("recepcion");
        json.WriteString("fecha", Local(reception.At));
        json.WriteString("constancia", reception.Proof);
        json.WriteEndObject();
        json.WriteStartObject("plazo");
        json.WriteString("desde", JsonText.Iso(reception.Deadline.From));
        json.WriteString("ultimoDia", JsonText.Iso(reception.Deadline.LastDay));
        json.WriteTrace("traza", reception.Deadline.Trace);
        json.WriteEndObject();
    }

    private static string Local(Instant instant) => OffsetDateTimePattern.Rfc3339.Format(instant.InZone(OfficialClock.Zone).ToOffsetDateTime());
}
