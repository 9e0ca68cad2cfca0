using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Local.Samples;
using IntakePipeline.Signatures;
using IntakePipeline.Submissions;

namespace IntakePipeline.Tests.Submissions;

/// <summary>Signs the forms of tests as whom they name; same form, same signature, as a sender who posts again has it.</summary>
internal static class SignedForms
{
    private static readonly SampleSigner Signer = new();
    private static readonly ConcurrentDictionary<(Sha256Digest, Signatory), byte[]> Made = new();

    /// <summary>Settings of a registry that trusts the signers of tests.</summary>
    public static SignatureSettings Trusted { get; } = new() { TrustAnchors = DemoAuthority.OfThisProcess.Anchors };

    public static byte[] Sign(byte[] envelope, Signatory? who = null)
    {
        var signatory = who ?? SignatoryOf(envelope);
        return Made.GetOrAdd((Sha256Digest.Of(envelope), signatory), _ => Signer.Sign(envelope, signatory));
    }

    /// <summary>The representative with a certificate for the company, or the person; somebody when the form names nobody.</summary>
    public static Signatory SignatoryOf(byte[] envelope)
    {
        var somebody = SampleTaxIds.Person(0).Value;
        var (applicant, representative) = Parties(envelope);
        if (!TaxId.TryParse(applicant, out var id))
            return new Signatory(somebody, "Algú");
        return id.Kind == TaxIdKind.Entity
            ? new Signatory(TaxId.TryParse(representative, out var person) ? person.Value : somebody, "Algú", id.Value, "Una empresa")
            : new Signatory(id.Value, "Algú");
    }

    private static (string? Applicant, string? Representative) Parties(byte[] envelope)
    {
        try
        {
            var root = JsonNode.Parse(envelope);
            var form = root?["solicitud"] ?? root;
            return (form?["solicitante"]?["nif"]?.ToString(), form?["representante"]?["nif"]?.ToString());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return (null, null);
        }
    }
}
