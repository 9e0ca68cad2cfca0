using System.Diagnostics;
using System.Globalization;
using System.Text;
using IntakePipeline.Evaluation;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using Spectre.Console;

namespace IntakePipeline.Local.Commands;

/// <summary>Tells what the check of a folder found.</summary>
internal static class CheckReport
{
    /// <summary>What allows a registry to refuse an attempt.</summary>
    private const string RefusalArticle = "RD 1671/2009, art. 29";

    /// <summary>Draws the table and sums it up.</summary>
    public static void Show(FolderVerdict verdict, Language language, TextWriter output)
    {
        output.WriteLine(Heading(verdict));
        if (verdict.Faults.Count + verdict.Findings.Count > 0)
            Terminal.Over(output).Write(Rows(verdict, language));
        output.WriteLine(Summary(verdict));
    }

    /// <summary>The verdict for other programs.</summary>
    public static string ToJson(FolderVerdict verdict) => Encoding.UTF8.GetString(JsonText.Write(json =>
    {
        var form = verdict.Reading as EnvelopeReading.Readable;
        json.WriteStartObject();
        json.WriteOptional("presentacion", Key(verdict)?.Value);
        json.WriteOptional("call", form?.Call.Id.Value);
        json.WriteOptional("programme", form?.Programme.Id.Value);
        json.WriteOptional("effectiveDate", verdict.Filing is { } filing ? JsonText.Iso(filing.Effective.Date) : null);
        json.WriteOptional("phase", verdict.Filing?.Window?.Phase.Value);
        json.WriteString("outcome", verdict.IsRefused ? "refused" : verdict.HasDefects ? "defects" : "clean");
        json.WriteStartArray("faults");
        foreach (var fault in verdict.Faults)
        {
            json.WriteStartObject();
            json.WriteString("code", fault.Code);
            json.WriteOptional("field", fault.Field);
            json.WriteString("article", RefusalArticle);
            json.WriteText("reason", fault.Reason);
            json.WriteText("remedy", fault.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteFindings("findings", verdict.Findings);
        json.WriteEndObject();
    }));

    private static string Heading(FolderVerdict verdict) => verdict is { Reading: EnvelopeReading.Readable form, Filing: { } filing }
        ? $"{form.Application.Key}: {form.Call.Id}, {form.Programme.Id}, " + string.Create(CultureInfo.InvariantCulture, $"filed on {filing.FiledAt:uuuu-MM-dd HH:mm}, counts for {filing.Effective.Date:uuuu-MM-dd}, ")
            + (filing.Window is { } window ? $"phase {window.Phase}" : "out of time")
        : Key(verdict)?.Value ?? FileName.Envelope.Value;

    private static Table Rows(FolderVerdict verdict, Language language)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (var column in new[] { "code", "severity", "concerns", "text", "article" })
            table.AddColumn(new TableColumn($"[bold]{column}[/]") { NoWrap = column is "severity" });
        foreach (var fault in verdict.Faults)
            Add(fault.Code, "refusal", fault.Field ?? "", $"{fault.Reason.In(language)} {fault.Remedy.In(language)}", RefusalArticle);
        foreach (var finding in verdict.Findings)
            Add(finding.Code, finding.Severity.Name(), string.Join(", ", finding.Fields), finding.Text.In(language), finding.Article);
        return table;

        void Add(params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);
    }

    private static string Summary(FolderVerdict verdict)
    {
        var found = string.Create(CultureInfo.InvariantCulture,
            $"{verdict.Count(Severity.CurableDefect)} to cure, {verdict.Count(Severity.EligibilityDoubt)} for the department to look at, {verdict.Count(Severity.Information)} for information.");
        if (verdict.IsRefused)
            return string.Create(CultureInfo.InvariantCulture, $"It would be REFUSED, for {verdict.Faults.Count} reason(s). Besides: {found}");
        if (verdict.Filing is { Window: null })
            return $"It would be registered and marked OUT OF TIME: {found}";
        return verdict.HasDefects ? $"It would be registered, and a CORRECTION requested: {found}" : $"It would be registered and go to evaluation: {found}";
    }

    private static SubmissionKey? Key(FolderVerdict verdict) => verdict.Reading switch
    {
        EnvelopeReading.Readable readable => readable.Application.Key,
        EnvelopeReading.Refused refused => refused.Key,
        _ => throw new UnreachableException("A reading nobody handles."),
    };
}
