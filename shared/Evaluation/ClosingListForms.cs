using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace IntakePipeline.Evaluation;

/// <summary>A closing list in writing: JSON for machines, CSV for people and their spreadsheets.</summary>
public static class ClosingListForms
{
    // What spreadsheets here expect: semicolons, a comma before the decimals. A title that begins like a formula is text all the same.
    private static readonly CsvWriterOptions Spreadsheet = new() { Separator = ';', Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = "," };

    /// <summary>The list as JSON.</summary>
    public static byte[] Json(ClosingList list) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("convocatoria", list.Phase.Call.Value);
        json.WriteString("programa", list.Phase.Programme.Value);
        json.WriteString("fase", list.Phase.Phase.Value);
        json.WriteNumber("version", list.Version);
        json.WriteString("ultimoDia", JsonText.Iso(list.LastDay));
        json.WriteString("hechaEn", JsonText.Iso(list.MadeAt));
        json.WriteBoolean("simulacion", list.Simulated);
        json.WriteString("huella", list.Digest.Hex);
        json.WriteStartArray("solicitudes");
        foreach (var line in list.Lines)
        {
            json.WriteStartObject();
            json.WriteString("registro", line.Entry);
            json.WriteString("efectivoEn", JsonText.Iso(line.Effective));
            json.WriteString("expediente", line.Expediente);
            json.WriteString("nif", line.TaxId);
            json.WriteString("titulo", line.Title);
            if (line.Amount is { } amount)
                json.WriteNumber("importe", amount);
            else
                json.WriteNull("importe");
            json.WriteString("estado", line.State);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Reads the lines that <see cref="Json"/> wrote.</summary>
    public static IReadOnlyList<ClosingLine> ReadLines(JsonElement root) =>
    [
        .. root.GetProperty("solicitudes").EnumerateArray().Select(line => new ClosingLine(
            line.GetProperty("registro").GetString()!, JsonText.ParseDate(line.GetProperty("efectivoEn").GetString()!),
            line.GetProperty("expediente").GetString()!, line.GetProperty("nif").GetString()!, line.GetProperty("titulo").GetString()!,
            line.GetProperty("importe") is { ValueKind: JsonValueKind.Number } amount ? amount.GetDecimal() : null, line.GetProperty("estado").GetString()!)),
    ];

    /// <summary>The lines as CSV, UTF-8 with a byte order mark.</summary>
    public static byte[] Csv(IReadOnlyList<ClosingLine> lines)
    {
        using var memory = new MemoryStream();
        using (var csv = CsvWriter.Create(memory, Spreadsheet, leaveOpen: true))
        {
            csv.WriteRecord(["orden", "registro", "efectivo", "expediente", "nif", "titulo", "importe", "estado"]);
            foreach (var (index, line) in lines.Index())
            {
                csv.WriteRecord(
                [
                    (index + 1).ToString(CultureInfo.InvariantCulture), line.Entry, JsonText.Iso(line.Effective), line.Expediente, line.TaxId, line.Title,
                    line.Amount?.ToString("0.00", Comma) ?? "", line.State,
                ]);
            }
        }

        return memory.ToArray();
    }
}
