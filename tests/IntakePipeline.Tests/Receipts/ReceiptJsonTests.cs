using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Receipts;
using NodaTime;
using static IntakePipeline.Tests.Receipts.ReceiptSamples;

namespace IntakePipeline.Tests.Receipts;

public sealed class ReceiptJsonTests
{
    public static TheoryData<string> Receipts => [.. Samples.Keys];

    private static Dictionary<string, Receipt> Samples { get; } = new(StringComparer.Ordinal)
    {
        ["in time"] = InTime,
        ["out of time"] = OutOfTime,
        ["Spanish, alone, simulated"] = Of(Draft with { Language = Language.Spanish, Representative = null, Simulated = true }),
        ["no documents"] = Of(Draft with { Documents = [] }),
        ["odd text"] = Of(Draft with { ProjectTitle = "\" \\ / <script> 😀 שלום \u2028 \0 e\u0301" }),
        ["winter, fractions of a second"] = Of(Draft with { FiledAt = Instant.FromUtc(2013, 1, 1, 0, 0) - Duration.FromNanoseconds(1) }),
        ["second of the two hours at the end of summer time"] = Of(Draft with { FiledAt = Instant.FromUtc(2012, 10, 28, 1, 30) }),
    };

    [Theory]
    [MemberData(nameof(Receipts))]
    public void What_was_written_is_read_back_and_written_the_same(string sample)
    {
        var receipt = Samples[sample];
        var json = ReceiptJson.Write(receipt);
        var read = ReceiptJson.Read(json);
        Assert.Equal(receipt.Documents, read.Documents);
        // Lists in records are compared by reference: both get the same one.
        Assert.Equal(receipt, read with { Documents = receipt.Documents });
        Assert.Equal(json, ReceiptJson.Write(read));
    }

    [Fact]
    public void What_senders_rely_on_comes_first_under_its_agreed_names()
    {
        var json = Encoding.UTF8.GetString(ReceiptJson.Write(InTime));
        Assert.StartsWith(
            """
            {"registro":"2012/000017","expediente":"EBT/2012/17","presentadoEn":"2012-06-20T07:00:00Z","presentadoEnLocal":"2012-06-20T09:00:00+02:00","efectivoEn":"2012-06-20","fase":"1","csv":"7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS","resguardo":"https://registre.example/api/resguardos/7K3MQ9TB0V5RWX2CHN8D4PZAE6GS","presentacion":"RT-2012-000123",
            """.Trim(),
            json, StringComparison.Ordinal);
        Assert.Equal(
            [
                "registro", "expediente", "presentadoEn", "presentadoEnLocal", "efectivoEn", "fase", "csv", "resguardo", "presentacion", "efectivoMotivo",
                "cierreFase", "solicitante", "representante", "organismo", "departamento", "convocatoria", "programa", "proyecto", "tipo", "requerimiento",
                "documentos",
                "verificacion", "siguiente", "idioma", "simulacion", "referencia", "sobre", "huellaAnterior", "huellaAsiento",
            ],
            JsonNode.Parse(json)!.AsObject().Select(p => p.Key));
        Assert.Contains("\"documentos\":[{\"tipo\":\"solicitud\",\"fichero\":\"solicitud.json\",\"bytes\":3412,\"sha256\":\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Out_of_time_has_no_phase_and_says_so_with_null()
    {
        var json = JsonNode.Parse(ReceiptJson.Write(OutOfTime))!.AsObject();
        Assert.True(json.ContainsKey("fase") && json["fase"] is null);
        Assert.True(json.ContainsKey("cierreFase") && json["cierreFase"] is null);
    }

    [Fact]
    public void Text_stays_readable()
    {
        var json = Encoding.UTF8.GetString(ReceiptJson.Write(Of(Draft with { ProjectTitle = "Ñandú d'al·lèrgia <b>+1</b>" })));
        Assert.Contains("\"proyecto\":\"Ñandú d'al·lèrgia <b>+1</b>\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registro")]
    [InlineData("representante")]
    [InlineData("huellaAsiento")]
    public void A_missing_property_is_refused(string name) => Refused(json => json.Remove(name));

    [Fact]
    public void An_unknown_property_is_refused() => Refused(json => json["extra"] = 1);

    [Theory]
    [InlineData("registro", "2012-17")]
    [InlineData("expediente", "EBT")]
    [InlineData("presentadoEn", "2012-06-20T07:00:00")]
    [InlineData("presentadoEn", "2012-06-20T07:00:01Z")]
    [InlineData("presentadoEnLocal", "2012-06-20T09:00:00")]
    [InlineData("efectivoEn", "20/06/2012")]
    [InlineData("cierreFase", null)]
    [InlineData("fase", null)]
    [InlineData("csv", "7K3M")]
    [InlineData("csv", null)]
    [InlineData("presentacion", "../x")]
    [InlineData("idioma", "en")]
    [InlineData("huellaAsiento", "00")]
    [InlineData("proyecto", null)]
    [InlineData("organismo", "IMPIVA")]
    public void A_value_that_is_not_what_its_name_promises_is_refused(string name, string? value) => Refused(json => json[name] = value);

    [Fact]
    public void A_document_that_could_not_have_been_kept_is_refused()
    {
        Refused(json => json["documentos"]![0]!["bytes"] = -1);
        Refused(json => json["documentos"]![0]!["fichero"] = "a/b");
        Refused(json => json["documentos"]![0]!["sha256"] = "00");
        Refused(json => json["organismo"]!["en"] = "IMPIVA");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"registro\":")]
    public void What_is_no_receipt_is_refused(string json) => Assert.Throws<JsonException>(() => ReceiptJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_repeated_property_and_trailing_bytes_are_refused()
    {
        var json = Encoding.UTF8.GetString(ReceiptJson.Write(InTime));
        Assert.Throws<JsonException>(() => ReceiptJson.Read(Encoding.UTF8.GetBytes(json.Replace("{\"registro\":", "{\"registro\":\"2012/000018\",\"registro\":", StringComparison.Ordinal))));
        Assert.Throws<JsonException>(() => ReceiptJson.Read(Encoding.UTF8.GetBytes(json + "{}")));
    }

    private static void Refused(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(ReceiptJson.Write(InTime))!.AsObject();
        change(json);
        Assert.Throws<JsonException>(() => ReceiptJson.Read(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }
}
