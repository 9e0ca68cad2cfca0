using System.Text.Json;

namespace IntakePipeline.Evaluation;

/// <summary>Worklists as data, for the panel.</summary>
public static class WorklistJson
{
    /// <summary>Writes a page; <c>siguiente</c> is what the next one is asked for with.</summary>
    public static byte[] Write(WorklistPage page) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("expedientes");
        foreach (var line in page.Lines)
            Write(json, line.Expediente);
        json.WriteEndArray();
        json.WriteOptional("siguiente", page.Next?.ToString());
        json.WriteEndObject();
    });

    /// <summary>Writes one expediente.</summary>
    public static byte[] Write(Expediente expediente) => JsonText.Write(json => Write(json, expediente));

    private static void Write(Utf8JsonWriter json, Expediente e)
    {
        var evaluation = e.State as ExpedienteState.InEvaluation;
        json.WriteStartObject();
        json.WriteString("expediente", e.Key.Number.ToString());
        json.WriteString("convocatoria", e.Key.Call.Value);
        json.WriteString("registro", e.Entry.ToString());
        json.WriteString("efectivoEn", JsonText.Iso(e.Effective.Date));
        json.WriteString("presentadoEn", JsonText.Iso(e.FiledAt));
        json.WriteString("nif", e.Applicant.TaxId);
        json.WriteString("solicitante", e.Applicant.Name);
        json.WriteString("titulo", e.ProjectTitle);
        json.WriteString("estado", e.State.Code);
        json.WriteOptional("departamento", evaluation?.Department.Value);
        json.WriteOptional("fase", (evaluation?.Phase ?? e.Phase)?.Value);
        if (e.MovedTo is { } move)
        {
            json.WriteStartObject("trasladadoA");
            json.WriteString("convocatoria", move.Call.Value);
            json.WriteString("programa", move.Programme.Value);
            json.WriteEndObject();
        }

        json.WriteNumber("dudas", e.Findings.Count(f => f.Severity == Validation.Severity.EligibilityDoubt));
        json.WriteEndObject();
    }
}
