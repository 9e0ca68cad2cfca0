using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Local.Samples;

/// <summary>Every field of the form wrong in turn and in every way its schema forbids: one reason each, with its stable code, its path, and both languages.</summary>
public sealed class EveryFieldWrongTests
{
    private const string Missing = "campo-obligatorio";
    private const string Malformed = "campo-mal-formado";
    private const string LeftOut = "left out";

    private static readonly EnvelopeReader Reader = new(CallCatalogue.Load(WorkingCalendar.Load()));

    // What is well formed, but names nothing that exists.
    private static readonly (string Path, string Json, string Code)[] Unknown =
    [
        ("convocatoria", "\"emprendimiento-1999\"", "convocatoria-desconocida"),
        ("programa", "\"XYZ\"", "programa-desconocido"),
        ("version", "2", "version-desconocida"),
        ("solicitante.nif", "\"B12345678\"", "nif-invalido"),
        ("solicitante.nif", "\"12345678A\"", "nif-invalido"),
        ("documentos", "[]", "memoria-ausente"),
    ];

    // Right in form by the schema's pattern, or wrong in the ways people write them.
    private static readonly (string Path, string Json)[] Written =
    [
        ("presentacion", "\"RT/2012/1\""), ("presentacion", "\".oculta\""), ("idioma", "\"en\""),
        ("solicitante.constitucion", "\"15/07/2010\""), ("proyecto.inicio", "\"2012-02-30\""), ("proyecto.fin", "\"2012-7-1\""),
        ("declaraciones.ayudasMinimis[0].fecha", "\"ayer\""), ("proyecto.presupuesto", "1200.505"), ("proyecto.ayudaSolicitada", "1e30"), ("solicitante.empleados", "3.5"),
        ("documentos[0].tipo", "\"Memoria Técnica\""), ("documentos[0].fichero", "\"../memoria.pdf\""), ("documentos[0].fichero", "\"solicitud.json\""),
        ("documentos[0].sha256", "\"00ff\""), ("solicitante.razonSocial", "\"Dues\\nlínies\""),
    ];

    public static TheoryData<string, string, string> Wrong()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var field in EnvelopeField.All)
        {
            foreach (var (json, code) in Spoilt(field))
                cases.Add(field.Path, json, code);
        }

        foreach (var (path, json, code) in Unknown)
            cases.Add(path, json, code);
        foreach (var (path, json) in Written)
            cases.Add(path, json, Malformed);
        return cases;
    }

    public static TheoryData<string> Objects() => [.. EnvelopeField.All.Where(f => f.Path.Contains('.', StringComparison.Ordinal)).Select(f => f.Path[..f.Path.LastIndexOf('.')]).Distinct()];

    public static TheoryData<string> Optional() => [.. EnvelopeField.All.Where(f => !f.Mandatory).Select(f => f.Path)];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_field_is_named_with_its_code_and_nothing_else_is(string path, string json, string code)
    {
        var field = EnvelopeField.All.First(f => f.Path == path);
        var refused = Assert.IsType<EnvelopeReading.Refused>(Reader.Read(field.In(Clean(), json == LeftOut ? null : json)));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal((code, path), (fault.Code, fault.Field));
        Assert.All(new[] { fault.Reason.Va, fault.Reason.Es, fault.Remedy.Va, fault.Remedy.Es }, text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Theory]
    [MemberData(nameof(Optional))]
    public void A_field_that_is_not_mandatory_may_be_left_out_or_null(string path)
    {
        var field = EnvelopeField.All.First(f => f.Path == path);
        Assert.IsType<EnvelopeReading.Readable>(Reader.Read(field.In(Clean(), null)));
        Assert.IsType<EnvelopeReading.Readable>(Reader.Read(field.In(Clean(), "null")));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void A_property_nobody_knows_is_refused_wherever_it_stands(string path)
    {
        var inside = new EnvelopeField($"{path}.sobrante", default, Mandatory: false);
        var refused = Assert.IsType<EnvelopeReading.Refused>(Reader.Read(inside.In(Clean(), "1")));
        Assert.Equal(("campo-desconocido", $"{path}.sobrante"), (Assert.Single(refused.Faults).Code, refused.Faults[0].Field));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        var envelope = JsonSerializer.Serialize(Clean()).Replace("Disseny", "\\ud800", StringComparison.Ordinal);
        var refused = Assert.IsType<EnvelopeReading.Refused>(Reader.Read(Encoding.UTF8.GetBytes(envelope)));
        Assert.Equal((Malformed, "proyecto.fases[0].nombre"), (Assert.Single(refused.Faults).Code, refused.Faults[0].Field));
    }

    [Fact]
    public void Everything_wrong_at_once_is_told_at_once()
    {
        var envelope = Clean();
        envelope["idioma"] = "en";
        envelope["solicitante"]!["nif"] = "B12345678";
        envelope["proyecto"]!.AsObject().Remove("titulo");
        var refused = Assert.IsType<EnvelopeReading.Refused>(Reader.Read(JsonSerializer.SerializeToUtf8Bytes(envelope)));
        Assert.Equal(["campo-mal-formado idioma", "nif-invalido solicitante.nif", "campo-obligatorio proyecto.titulo"], refused.Faults.Select(f => $"{f.Code} {f.Field}"));
    }

    [Fact]
    public void A_text_of_exactly_the_longest_length_is_in()
    {
        foreach (var field in EnvelopeField.All.Where(f => f.Limit("maxLength") is not null && f.Path is not ("convocatoria" or "programa" or "solicitante.nif")))
        {
            var longest = JsonSerializer.Serialize(new string('à', (int)field.Limit("maxLength")!.Value));
            Assert.True(Reader.Read(field.In(Clean(), longest)) is EnvelopeReading.Readable, field.Path);
        }
    }

    /// <summary>The field spoilt in each way that its schema forbids.</summary>
    private static IEnumerable<(string Json, string Code)> Spoilt(EnvelopeField field)
    {
        if (field.Mandatory)
        {
            yield return (LeftOut, Missing);
            yield return ("null", Missing);
            if (field.Type == "string" && !field.IsDate)
                yield return ("\"   \"", Missing);
        }

        foreach (var other in OtherTypes(field.Type))
            yield return (other, Malformed);
        if (field.Limit("maxLength") is { } longest)
            yield return (JsonSerializer.Serialize(new string('x', (int)longest + 1)), Malformed);
        if (field.Limit("minimum") is { } least)
            yield return (Number(least - 1), Malformed);
        if (field.Limit("maximum") is { } most)
            yield return (Number(most + 1), Malformed);
        if (field.Limit("multipleOf") is { } step)
            yield return (Number(step / 10), Malformed);
        if (field.Limit("maxItems") is { } many)
            yield return ($"[{string.Join(',', Enumerable.Repeat("{}", (int)many + 1))}]", Malformed);
        if (field.Schema.TryGetProperty("pattern", out _))
            yield return ("\"çà ?\"", Malformed);
    }

    private static IEnumerable<string> OtherTypes(string type)
    {
        if (type != "string")
            yield return "\"text\"";
        if (type is not ("integer" or "number"))
            yield return "17";
        if (type != "boolean")
            yield return "true";
        if (type != "array")
            yield return "[]";
        if (type != "object")
            yield return "{}";
    }

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static JsonObject Clean()
    {
        var form = Posting.Form("RT-1", ("memoria", "memoria.pdf", [1, 2, 3]), ("tc1", "tc1.pdf", [4]));
        form["solicitante"]!["fax"] = "960000001";
        return form;
    }
}
