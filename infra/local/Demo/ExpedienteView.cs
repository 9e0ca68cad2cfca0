using System.Text.Json;
using IntakePipeline.Local.Samples;
using IntakePipeline.Receipts;

namespace IntakePipeline.Local.Demo;

/// <summary>An expediente as its applicant sees it: <c>GET /api/expedientes/{expediente}?csv=…</c>.</summary>
/// <param name="Outcome">Where it ended; null while it is only registered.</param>
/// <param name="Defects">Codes of the curable defects found.</param>
/// <param name="Doubts">Codes of what the department has to look at.</param>
/// <param name="SupersededBy">The entry of the valid version.</param>
internal sealed record ExpedienteView(Outcome? Outcome, IReadOnlyList<string> Defects, IReadOnlyList<string> Doubts, string? SupersededBy)
{
    /// <summary>Asks the host.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or not with the expediente.</exception>
    public static async Task<ExpedienteView> FetchAsync(HttpClient http, Receipt receipt, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(await http.GetByteArrayAsync($"api/expedientes/{receipt.Expediente}?csv={receipt.Csv.Compact}", cancellationToken));
        var root = json.RootElement;
        return new ExpedienteView(
            root.GetProperty("estado").GetString() switch
            {
                "en-evaluacion" => Samples.Outcome.Evaluation,
                "pendiente-subsanacion" => Samples.Outcome.Correction,
                "fuera-de-plazo" => Samples.Outcome.OutOfTime,
                "sustituido" => Samples.Outcome.Superseded,
                _ => null,
            },
            Codes(root, "subsanable"),
            Codes(root, "duda"),
            root.GetOptional("sustituidaPor"));
    }

    private static List<string> Codes(JsonElement root, string severity) =>
    [
        .. root.GetProperty("hallazgos").EnumerateArray()
            .Where(f => f.GetProperty("gravedad").GetString() == severity).Select(f => f.GetProperty("code").GetString()!).Distinct(),
    ];
}
