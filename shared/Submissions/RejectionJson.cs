using System.Text.Json;

namespace IntakePipeline.Submissions;

/// <summary>A rejection as data: <c>rechazos/{presentacion}/{id}.json</c>, and the body of the answer to the sender.</summary>
public static class RejectionJson
{
    /// <summary>Writes it; same rejection, same bytes.</summary>
    public static byte[] Write(Rejection rejection) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("rechazo", rejection.Id);
        json.WriteOptional("presentacion", rejection.Key?.Value);
        json.WriteOptional("sobre", rejection.Envelope?.Hex);
        json.WriteString("fecha", JsonText.Iso(rejection.At));
        json.WriteString("idioma", JsonText.Code(rejection.Language));
        json.WriteString("via", rejection.Door == Door.Http ? "http" : "blobs");
        json.WriteStartArray("motivos");
        foreach (var fault in rejection.Faults)
            WriteFault(json, fault);
        json.WriteEndArray();
        json.WriteStartArray("ficheros");
        foreach (var file in rejection.Files)
        {
            json.WriteStartObject();
            json.WriteString("fichero", file.Name.Value);
            if (file.Bytes is { } bytes)
                json.WriteNumber("bytes", bytes);
            else
                json.WriteNull("bytes");
            json.WriteOptional("sha256", file.Digest?.Hex);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("simulacion", rejection.Simulated);
        json.WriteEndObject();
    });

    /// <summary>Writes one reason as an object.</summary>
    public static void WriteFault(Utf8JsonWriter json, AdmissionFault fault)
    {
        json.WriteStartObject();
        json.WriteString("code", fault.Code);
        json.WriteOptional("campo", fault.Field);
        json.WriteText("motivo", fault.Reason);
        json.WriteText("remedio", fault.Remedy);
        json.WriteBoolean("excede", fault.OverCap);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Rejection Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        return new Rejection(
            root.GetProperty("rechazo").GetString()!,
            SubmissionKey.TryParse(root.GetOptional("presentacion"), out var key) ? key : null,
            Sha256Digest.TryParse(root.GetOptional("sobre"), out var envelope) ? envelope : null,
            JsonText.ParseInstant(root.GetProperty("fecha").GetString()!),
            JsonText.ParseLanguage(root.GetOptional("idioma")),
            root.GetOptional("via") == "http" ? Door.Http : Door.Blobs,
            [.. root.GetProperty("motivos").EnumerateArray().Select(f => new AdmissionFault(
                f.GetProperty("code").GetString()!, f.GetOptional("campo"), f.GetText("motivo"), f.GetText("remedio"), f.GetProperty("excede").GetBoolean()))],
            [.. root.GetProperty("ficheros").EnumerateArray().Select(f => new ReceivedFile(
                FileName.TryParse(f.GetOptional("fichero"), out var name) ? name : default,
                f.GetProperty("bytes") is { ValueKind: JsonValueKind.Number } bytes ? bytes.GetInt64() : null,
                Sha256Digest.TryParse(f.GetOptional("sha256"), out var digest) ? digest : null))],
            root.GetProperty("simulacion").GetBoolean());
    }
}
