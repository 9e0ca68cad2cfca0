using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Calls;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Corrections;

/// <summary>The published schema of an answer and the parser must say the same.</summary>
public sealed class AnswerSchemaTests
{
    private const string Other = "urn:intake:esquema:solicitud:1#/";

    private static readonly EnvelopeReader Reader = new(CallCatalogue.Load(WorkingCalendar.Load()));
    private static readonly JsonSchema Schema = Whole();

    public static TheoryData<string, bool> Envelopes => new()
    {
        { "as it is", true }, { "without form", true }, { "form null", true }, { "without documents", true }, { "without both", false }, { "no documents and no form", false },
        { "documents null", true }, { "no request", false }, { "odd request", false }, { "version 2", false }, { "odd key", false }, { "odd language", false },
        { "with a call", false }, { "form with a call", false }, { "form without project", false }, { "project without title", false }, { "applicant without NIF", false },
        { "negative amount", false }, { "odd digest", false }, { "more in a document", false }, { "documents no list", false }, { "form a text", false },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Schema_and_parser_agree(string fault, bool sound)
    {
        var answer = Answer();
        Spoil(answer, fault);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer);
        var reading = Reader.Read(bytes);
        if (fault != "no request")
            Assert.Equal(sound, reading is EnvelopeReading.Answer);
        Assert.Equal(sound, Schema.Errors(bytes).Count == 0);
    }

    [Fact]
    public void Every_fault_is_told_at_once_and_in_both_languages()
    {
        var answer = Answer();
        foreach (var fault in new[] { "odd request", "odd language", "project without title", "odd digest" })
            Spoil(answer, fault);
        var refused = Assert.IsType<EnvelopeReading.Refused>(Reader.Read(JsonSerializer.SerializeToUtf8Bytes(answer)));
        Assert.Equal(
            ["documentos[0].sha256", "idioma", "requerimiento", "solicitud.proyecto.titulo"], refused.Faults.Select(f => f.Field!).Order(StringComparer.Ordinal));
        Assert.Equal("RT-2", refused.Key!.Value.Value);
        Assert.All(refused.Faults, f => Assert.NotEqual(f.Reason.Va, f.Reason.Es));
    }

    private static JsonObject Answer()
    {
        var form = Posting.Form("RT-1", ("memoria", "memoria.pdf", [1, 2, 3]));
        return new JsonObject
        {
            ["version"] = 1,
            ["presentacion"] = "RT-2",
            ["requerimiento"] = "EBT/2012/17-R1",
            ["idioma"] = "es",
            ["solicitud"] = new JsonObject(new[] { "solicitante", "representante", "proyecto", "declaraciones" }.Select(n => KeyValuePair.Create(n, form[n]?.DeepClone()))),
            ["documentos"] = form["documentos"]!.DeepClone(),
        };
    }

    private static void Spoil(JsonObject a, string fault)
    {
        switch (fault)
        {
            case "without form": a.Remove("solicitud"); break;
            case "form null": a["solicitud"] = null; break;
            case "without documents": a.Remove("documentos"); break;
            case "without both": a.Remove("solicitud"); a.Remove("documentos"); break;
            case "no documents and no form": a["solicitud"] = null; a["documentos"] = new JsonArray(); break;
            case "documents null": a["documentos"] = null; break;
            case "no request": a.Remove("requerimiento"); break;
            case "odd request": a["requerimiento"] = "EBT/2012/17"; break;
            case "version 2": a["version"] = 2; break;
            case "odd key": a["presentacion"] = "../x"; break;
            case "odd language": a["idioma"] = "en"; break;
            case "with a call": a["convocatoria"] = "emprendimiento-2012"; break;
            case "form with a call": a["solicitud"]!["convocatoria"] = "emprendimiento-2012"; break;
            case "form without project": a["solicitud"]!.AsObject().Remove("proyecto"); break;
            case "project without title": a["solicitud"]!["proyecto"]!.AsObject().Remove("titulo"); break;
            case "applicant without NIF": a["solicitud"]!["solicitante"]!.AsObject().Remove("nif"); break;
            case "negative amount": a["solicitud"]!["proyecto"]!["presupuesto"] = -1; break;
            case "odd digest": a["documentos"]![0]!["sha256"] = "abc"; break;
            case "more in a document": a["documentos"]![0]!["x"] = 1; break;
            case "documents no list": a["documentos"] = 3; break;
            case "form a text": a["solicitud"] = "x"; break;
        }
    }

    // One document with what it refers to in the other's place: the small checker knows references within a document only.
    private static JsonSchema Whole()
    {
        var data = Path.Combine(Repository.Root, "shared");
        var answer = File.ReadAllText(Path.Combine(data, "Corrections", "Data", "subsanacion.schema.json")).Replace(Other + "properties/", "#/$defs/", StringComparison.Ordinal);
        var application = JsonNode.Parse(File.ReadAllText(Path.Combine(data, "Submissions", "Data", "solicitud.schema.json")))!;
        var whole = JsonNode.Parse(answer)!.AsObject();
        var definitions = application["$defs"]!.DeepClone().AsObject();
        foreach (var (name, definition) in application["properties"]!.AsObject())
            definitions[name] = definition!.DeepClone();
        whole["$defs"] = definitions;
        var file = Path.Combine(Path.GetTempPath(), $"subsanacion-{Environment.ProcessId}.schema.json");
        File.WriteAllText(file, whole.ToJsonString());
        try
        {
            return JsonSchema.Read("Corrections", file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
