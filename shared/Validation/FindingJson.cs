using System.Diagnostics;
using System.Text.Json;

namespace IntakePipeline.Validation;

/// <summary>Findings as JSON, wherever they are told: the one writer and its reader.</summary>
public static class FindingJson
{
    private static readonly Names Routes = new("gravedad", "campos", "esperado", "encontrado", "articulo", "texto", "subsanable", "duda", "informacion");
    private static readonly Names Tools = new("severity", "fields", "expected", "found", "article", "text", "defect", "doubt", "information");

    /// <summary>What the command line and the stored reports call a severity: <c>defect</c>, <c>doubt</c> or <c>information</c>.</summary>
    public static string Name(this Severity severity) => Tools.Of(severity);

    /// <summary>Writes findings as the routes tell them, in Spanish names.</summary>
    public static void WriteHallazgos(this Utf8JsonWriter json, string name, IEnumerable<Finding> findings) => Write(json, name, findings, Routes);

    /// <summary>Writes findings as the command line and the stored reports tell them, in English names.</summary>
    public static void WriteFindings(this Utf8JsonWriter json, string name, IEnumerable<Finding> findings) => Write(json, name, findings, Tools);

    /// <summary>Reads what <see cref="WriteFindings"/> wrote.</summary>
    public static IReadOnlyList<Finding> ReadFindings(this JsonElement element, string name) =>
    [
        .. from finding in element.GetProperty(name).EnumerateArray()
           select new Finding(
               finding.GetProperty("code").GetString()!,
               Enum.GetValues<Severity>().First(severity => severity.Name() == finding.GetProperty(Tools.Severity).GetString()),
               [.. finding.GetProperty(Tools.Fields).EnumerateArray().Select(field => field.GetString()!)],
               finding.GetOptional(Tools.Expected), finding.GetOptional(Tools.Found), finding.GetProperty(Tools.Article).GetString()!, finding.GetText(Tools.Text)),
    ];

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<Finding> findings, Names names)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString(names.Severity, names.Of(finding.Severity));
            json.WriteStartArray(names.Fields);
            foreach (var field in finding.Fields)
                json.WriteStringValue(field);
            json.WriteEndArray();
            json.WriteOptional(names.Expected, finding.Expected);
            json.WriteOptional(names.Found, finding.Found);
            json.WriteString(names.Article, finding.Article);
            json.WriteText(names.Text, finding.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private sealed record Names(
        string Severity, string Fields, string Expected, string Found, string Article, string Text, string Defect, string Doubt, string Information)
    {
        public string Of(Severity severity) => severity switch
        {
            Validation.Severity.CurableDefect => Defect,
            Validation.Severity.EligibilityDoubt => Doubt,
            Validation.Severity.Information => Information,
            _ => throw new UnreachableException("A severity nobody names."),
        };
    }
}
