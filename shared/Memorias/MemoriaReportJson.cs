using System.Text.Json;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias;

/// <summary>A report as it is stored beside the expediente and printed by <c>inspect --json</c>.</summary>
public static class MemoriaReportJson
{
    private const string Cost = "concepto";

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
            json.WriteString("text", report.Text());
        WriteFields(json, report.Fields);
        json.WriteFindings("findings", report.Findings);
    }

    /// <summary>Writes which pages were read by character recognition, and how sure it was of them.</summary>
    public static void WriteRecognition(Utf8JsonWriter json, MemoriaReport report)
    {
        json.WriteStartArray("recognition");
        foreach (var page in report.Facts)
        {
            if (page.Recognition is not { } recognition)
                continue;
            json.WriteStartObject();
            json.WriteNumber("page", page.Number);
            json.WriteNumber("words", recognition.Words.Count);
            json.WriteNumber("confidence", Math.Round(recognition.Confidence, 2));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes each field of the form beside the memoria's.</summary>
    public static void WriteComparison(Utf8JsonWriter json, IEnumerable<FieldComparison> comparisons)
    {
        json.WriteStartArray("comparison");
        foreach (var comparison in comparisons)
        {
            json.WriteStartObject();
            json.WriteString("field", comparison.Name);
            json.WriteString("path", comparison.Path);
            json.WriteString("agreement", comparison.Agreement.ToString());
            json.WriteString("form", comparison.InForm);
            json.WriteOptional("memoria", comparison.InMemoria?.Value);
            if (comparison.InMemoria is { } found)
                json.WriteNumber("page", found.Page);
            else
                json.WriteNull("page");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what later steps need of a stored report.</summary>
    public static StoredMemoria Read(ReadOnlyMemory<byte> report)
    {
        using var json = JsonDocument.Parse(report);
        var (fields, costs) = (new List<ExtractedField>(), new List<ExtractedCost>());
        foreach (var field in json.RootElement.GetProperty("fields").EnumerateArray())
        {
            var (name, page, confidence) = (field.GetProperty("name").GetString()!, field.GetProperty("page").GetInt32(), field.GetProperty("confidence").GetDouble());
            var source = Enum.Parse<FieldSource>(field.GetProperty("source").GetString()!);
            if (name == Cost)
                costs.Add(new ExtractedCost(field.GetProperty("concept").GetString()!, Year(field.GetProperty("year")), field.GetProperty("amount").GetDecimal(), page, field.TryGetProperty("box", out var box) ? Box(box) : null, confidence, source));
            else
                fields.Add(new ExtractedField(name, field.GetProperty("value").GetString()!, page, Box(field.GetProperty("box")), confidence, source));
        }

        return new StoredMemoria(json.RootElement.ReadFindings("findings"), new ExtractedFields(fields, costs));
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
            WritePlace(json, field.Page, field.Confidence, field.Source);
            WriteBox(json, field.Box);
            json.WriteEndObject();
        }

        foreach (var cost in fields.Costs)
        {
            json.WriteStartObject();
            json.WriteString("name", Cost);
            json.WriteString("concept", cost.Concept);
            if (cost.Year is { } year)
                json.WriteNumber("year", year);
            else
                json.WriteNull("year");
            json.WriteNumber("amount", cost.Amount);
            WritePlace(json, cost.Page, cost.Confidence, cost.Source);
            WriteBox(json, cost.Box);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, int page, double confidence, FieldSource source)
    {
        json.WriteNumber("page", page);
        json.WriteNumber("confidence", Math.Round(confidence, 2));
        json.WriteString("source", source.ToString());
    }

    private static void WriteBox(Utf8JsonWriter json, TextBox? box)
    {
        if (box is not { } place)
        {
            json.WriteNull("box");
            return;
        }

        json.WriteStartArray("box");
        foreach (var edge in (ReadOnlySpan<float>)[place.Left, place.Top, place.Right, place.Bottom])
            json.WriteNumberValue(Math.Round((decimal)edge, 1));
        json.WriteEndArray();
    }

    private static TextBox? Box(JsonElement box) =>
        box.ValueKind == JsonValueKind.Null ? null : new TextBox(box[0].GetSingle(), box[1].GetSingle(), box[2].GetSingle(), box[3].GetSingle());

    private static int? Year(JsonElement year) => year.ValueKind == JsonValueKind.Null ? null : year.GetInt32();
}
