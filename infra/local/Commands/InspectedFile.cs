using System.Globalization;
using System.Text;
using IntakePipeline.Memorias;
using IntakePipeline.Validation;

namespace IntakePipeline.Local.Commands;

/// <summary>What was found out about a file.</summary>
/// <param name="File">Its path as given.</param>
/// <param name="Report">The report.</param>
/// <param name="Took">Time it took, without reading the file from the disk.</param>
/// <param name="AllocatedBytes">Memory allocated meanwhile.</param>
internal sealed record InspectedFile(string File, MemoriaReport Report, TimeSpan Took, long AllocatedBytes)
{
    private const int Indent = 2;

    /// <summary>One line for other programs; the names are a contract.</summary>
    public string ToJson(bool withText) => Encoding.UTF8.GetString(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("file", File);
        MemoriaReportJson.WriteTo(json, Report, withText);
        json.WriteNumber("ms", Math.Round(Took.TotalMilliseconds, 2));
        json.WriteNumber("allocatedBytes", AllocatedBytes);
        json.WriteEndObject();
    }));

    /// <summary>For people: a line a run of like pages, the verdicts, the fields.</summary>
    public string ToText(bool withText, Language language)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{File}: {Outcome()}, {(Report.Pages is { } pages ? $"{pages} page(s)" : "no pages")}, {Report.Bytes:#,0} bytes, {Took.TotalMilliseconds:0.0} ms");
        foreach (var run in PageRun.Of(Report.Facts))
            text.AppendLine(CultureInfo.InvariantCulture, $"{"",Indent}{run.Pages,-12} {run.What}");
        foreach (var finding in Report.Findings)
            text.AppendLine(CultureInfo.InvariantCulture, $"{"",Indent}{finding.Severity.Name(),-12} {finding.Code}: {finding.Text.In(language)} [{finding.Article}]");
        foreach (var field in Report.Fields.Fields)
            text.AppendLine(CultureInfo.InvariantCulture, $"{"",Indent}{field.Name,-12} {field.Value} (page {field.Page}, {field.Source}, {field.Confidence:0.00})");
        foreach (var cost in Report.Fields.Costs)
            text.AppendLine(CultureInfo.InvariantCulture, $"{"",Indent}{"concepto",-12} {cost.Concept}{(cost.Year is { } year ? $" {year}" : "")}: {cost.Amount:0.00} (page {cost.Page}, {cost.Source}, {cost.Confidence:0.00})");
        if (withText)
            text.AppendLine(Report.Text());
        return text.ToString().TrimEnd();
    }

    private string Outcome() => string.Concat(
        Report.Outcome.ToString(), Report.Limit is { } limit ? $" ({limit})" : "", Report.IsEncrypted ? ", encrypted" : "");
}
