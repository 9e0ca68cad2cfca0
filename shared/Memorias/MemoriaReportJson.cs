using System.Text.Json;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias;

/// <summary>Writes a report as it is stored beside the expediente and printed by <c>inspect --json</c>.</summary>
public static class MemoriaReportJson
{
    /// <summary>Writes the properties of a report into an object that is already open.</summary>
    /// <param name="json">Inside an object.</param>
    /// <param name="report">The report.</param>
    /// <param name="withText">Also the whole text, pages parted by form feeds.</param>
    public static void WriteTo(Utf8JsonWriter json, MemoriaReport report, bool withText = false)
    {
        json.WriteString("outcome", report.Outcome.ToString());
        json.WriteOptional("limit", report.Limit?.ToString());
        json.WriteBoolean("encrypted", report.IsEncrypted || report.Outcome == MemoriaOutcome.Encrypted);
        if (report.Pages is { } pages)
            json.WriteNumber("pages", pages);
        else
            json.WriteNull("pages");
        json.WriteStartArray("images");
        foreach (var page in report.Facts)
        {
            foreach (var image in page.Images)
                WriteImage(json, page.Number, image);
        }

        json.WriteEndArray();
        json.WriteStartArray("pageKinds");
        foreach (var page in report.Facts)
            json.WriteStringValue(page.Kind.ToString());
        json.WriteEndArray();
        json.WriteNumber("words", report.Facts.Sum(page => page.Words.Count));
        if (withText)
            json.WriteString("text", string.Join('\f', report.Facts.Select(page => string.Join(' ', page.Words.Select(word => word.Text)))));
        WriteFields(json, report.Fields);
        json.WriteFindings("findings", report.Findings);
    }

    private static void WriteImage(Utf8JsonWriter json, int page, PdfImage image)
    {
        json.WriteStartObject();
        json.WriteNumber("page", page);
        json.WriteNumber("width", image.Width);
        json.WriteNumber("height", image.Height);
        json.WriteNumber("bitsPerComponent", image.BitsPerComponent);
        json.WriteNumber("xPpi", Math.Round(image.XPpi, 1));
        json.WriteNumber("yPpi", Math.Round(image.YPpi, 1));
        json.WriteOptional("filter", image.Filter);
        json.WriteNumber("coverage", Math.Round(image.Coverage, 3));
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, ExtractedFields fields)
    {
        json.WriteStartArray("fields");
        foreach (var field in fields.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("value", field.Value);
            json.WriteNumber("page", field.Page);
            json.WriteNumber("confidence", Math.Round(field.Confidence, 2));
            json.WriteString("source", field.Source.ToString());
            json.WriteEndObject();
        }

        foreach (var cost in fields.Costs)
        {
            json.WriteStartObject();
            json.WriteString("name", "concepto");
            json.WriteString("concept", cost.Concept);
            if (cost.Year is { } year)
                json.WriteNumber("year", year);
            json.WriteNumber("amount", cost.Amount);
            json.WriteNumber("page", cost.Page);
            json.WriteNumber("confidence", Math.Round(cost.Confidence, 2));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
