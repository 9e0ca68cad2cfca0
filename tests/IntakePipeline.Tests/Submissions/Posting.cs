using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Local.Samples;
using IntakePipeline.Submissions;

namespace IntakePipeline.Tests.Submissions;

/// <summary>A submission as a sender makes it: a clean one, to be spoilt by tests.</summary>
internal sealed record Posting
{
    private readonly byte[]? signature;
    private readonly bool isSignatureGiven;

    public required byte[] Envelope { get; init; }

    /// <summary>As whom the form names, or as <see cref="Signatory"/>, unless a test sets it.</summary>
    public byte[]? Signature
    {
        get => isSignatureGiven ? signature : SignedForms.Sign(Envelope, Signatory);
        init => (signature, isSignatureGiven) = (value, true);
    }

    /// <summary>Who signs; null for whom the form names.</summary>
    public Signatory? Signatory { get; init; }

    public IReadOnlyList<(string Name, byte[] Content)> Files { get; init; } = [];

    public string Key => JsonNode.Parse(Envelope)!["presentacion"]!.GetValue<string>();

    public Sha256Digest Digest => Sha256Digest.Of(Envelope);

    /// <summary>A clean one, with a memoria of these bytes.</summary>
    public static Posting Clean(string key, byte[]? memoria = null, Action<JsonObject>? spoil = null)
    {
        memoria ??= Encoding.ASCII.GetBytes("%PDF-1.4 " + key);
        var form = Form(key, ("memoria", "memoria.pdf", memoria));
        spoil?.Invoke(form);
        return new Posting { Envelope = JsonSerializer.SerializeToUtf8Bytes(form), Files = [("memoria.pdf", memoria)] };
    }

    public static JsonObject Form(string key, params (string Kind, string Name, byte[] Content)[] documents) => new()
    {
        ["version"] = 1,
        ["presentacion"] = key,
        ["convocatoria"] = "emprendimiento-2012",
        ["programa"] = "EBT",
        ["idioma"] = "va",
        ["solicitante"] = new JsonObject
        {
            ["nif"] = "B12345674",
            ["razonSocial"] = "Il·lusió i Força, SL",
            ["formaJuridica"] = "SL",
            ["municipio"] = "València",
            ["provincia"] = "46",
            ["constitucion"] = "2010-03-01",
            ["empleados"] = 4,
            ["volumenNegocio"] = 250000.00,
            ["balance"] = 180000.00,
            ["correo"] = "x@example.org",
            ["telefono"] = "960000000",
            ["fax"] = null,
        },
        ["representante"] = new JsonObject { ["nif"] = "12345678Z", ["nombre"] = "Núria Peris" },
        ["proyecto"] = new JsonObject
        {
            ["referencia"] = "P-" + key,
            ["titulo"] = "Sensors per a l'arròs",
            ["inicio"] = "2012-07-15",
            ["fin"] = "2013-12-31",
            ["plurianual"] = true,
            ["presupuesto"] = 120000.00,
            ["ayudaSolicitada"] = 90000.00,
            ["conceptos"] = new JsonArray(new JsonObject { ["concepto"] = "recursos-humanos", ["ejercicio"] = 2012, ["importe"] = 60000.00 }),
            ["fases"] = new JsonArray(new JsonObject { ["nombre"] = "Disseny", ["ejercicio"] = 2012 }),
        },
        ["declaraciones"] = new JsonObject
        {
            ["autorizaCertificados"] = true,
            ["ayudasMinimis"] = new JsonArray(new JsonObject { ["organismo"] = "IVF", ["fecha"] = "2011-05-01", ["importe"] = 10000.00 }),
        },
        ["documentos"] = new JsonArray([.. documents.Select(d => (JsonNode)new JsonObject
        {
            ["tipo"] = d.Kind, ["fichero"] = d.Name, ["bytes"] = d.Content.Length, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(d.Content)),
        })]),
    };

    /// <summary>As the HTTP door sees it.</summary>
    public IIncomingParts Parts() => new InOrder(
    [
        ("solicitud", Envelope),
        .. Signature is { } given ? new[] { ("firma", given) } : [],
        .. Files,
    ]);

    internal sealed class InOrder(IEnumerable<(string? Name, byte[] Content)> parts) : IIncomingParts
    {
        private readonly Queue<(string? Name, byte[] Content)> left = new(parts);

        public Task<IncomingPart?> NextAsync(CancellationToken cancellationToken) =>
            Task.FromResult(left.TryDequeue(out var part) ? new IncomingPart(part.Name, new MemoryStream(part.Content)) : null);
    }
}
