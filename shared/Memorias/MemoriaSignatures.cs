using System.Buffers.Text;
using System.Diagnostics;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Memorias;

/// <summary>
/// Checks the signatures inside a memoria (PAdES) as those of a form are checked. A memoria needs none, so what is found is information: it changes nothing for
/// the application.
/// </summary>
/// <param name="verifier">Checks signatures.</param>
public sealed class MemoriaSignatures(SignatureVerifier verifier)
{
    /// <summary>How many of a file's signatures are looked at.</summary>
    public const int MaxChecked = 8;

    private const string Article = "R4 7.1.1";

    // The two formats that sign the file's bytes themselves (ISO 32000-2, 12.8.3.3; ETSI EN 319 142-1).
    private static readonly string[] Detached = ["ETSI.CAdES.detached", "adbe.pkcs7.detached"];

    /// <summary>Adds what the signatures are worth to a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pdf">The file it is about.</param>
    /// <param name="at">Time of filing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<MemoriaReport> CheckAsync(MemoriaReport report, ReadOnlyMemory<byte> pdf, Instant at, CancellationToken cancellationToken)
    {
        if (report.Extras is not { Signatures: { Count: > 0 } signatures })
            return report;
        var findings = new List<Finding>();
        foreach (var signature in signatures.Take(MaxChecked))
            findings.Add(await CheckAsync(signature, pdf, at, cancellationToken));
        return report with { Findings = [.. report.Findings, .. findings] };
    }

    private async ValueTask<Finding> CheckAsync(PdfSignature signature, ReadOnlyMemory<byte> pdf, Instant at, CancellationToken cancellationToken)
    {
        if (!Detached.Contains(signature.SubFilter))
            return Unchecked("formato");
        if (Signed(signature, pdf.Span, out var coversAll) is not { } content || Asn1Bounds.Measure(signature.Contents.Span) is not { } length)
            return Wrong("byte-range");
        // The place for it in the file is longer than the signature: the rest is padding.
        return await verifier.VerifyAsync(signature.Contents[..length], content, at, allowsSha1: false, cancellationToken) switch
        {
            SignatureVerdict.Valid when coversAll => Note("memoria-firmada", null,
                "La memòria tècnica porta una firma electrònica vàlida de tot el document. No és obligatòria.",
                "La memoria técnica lleva una firma electrónica válida de todo el documento. No es obligatoria."),
            SignatureVerdict.Valid => Note("memoria-firmada-en-parte", null,
                "La memòria tècnica porta una firma electrònica vàlida, però el fitxer s'ha ampliat després de firmar-lo.",
                "La memoria técnica lleva una firma electrónica válida, pero el fichero se ha ampliado después de firmarlo."),
            SignatureVerdict.Flawed { Flaw: SignatureFlaw.NoAnchors or SignatureFlaw.RevocationUnknown } => Unchecked("prestador"),
            SignatureVerdict.Flawed { Flaw: var flaw } => Wrong(SignatureFaults.Of(flaw).Code),
            _ => throw new UnreachableException("A verdict nobody handles."),
        };
    }

    /// <summary>
    /// The bytes a signature covers: all of the file but the signature itself, as it stands between its angle brackets. Anything else left out could be changed
    /// unseen; null then.
    /// </summary>
    private static byte[]? Signed(PdfSignature signature, ReadOnlySpan<byte> pdf, out bool coversAll)
    {
        coversAll = false;
        if (signature.ByteRange is not [0, var before, var after, var rest] || before < 0 || rest < 0 || after - before < 2 || after > pdf.Length || rest > pdf.Length - after)
            return null;
        var gap = pdf[(int)before..(int)after];
        if (gap[0] != '<' || gap[^1] != '>')
            return null;
        Span<byte> pair = stackalloc byte[2];
        var hex = gap[1..^1];
        if (hex.Length != signature.Contents.Length * 2)
            return null;
        for (var i = 0; i < signature.Contents.Length; i++)
        {
            hex.Slice(i * 2, 2).CopyTo(pair);
            if (!Utf8Parser.TryParse(pair, out byte value, out var used, 'X') || used != 2 || value != signature.Contents.Span[i])
                return null;
        }

        coversAll = after + rest == pdf.Length;
        return [.. pdf[..(int)before], .. pdf.Slice((int)after, (int)rest)];
    }

    private static Finding Unchecked(string why) => Note("memoria-firma-no-comprobada", why,
        "La memòria tècnica porta una firma electrònica que no s'ha pogut comprovar. No és obligatòria.",
        "La memoria técnica lleva una firma electrónica que no se ha podido comprobar. No es obligatoria.");

    private static Finding Wrong(string why) => Note("memoria-firma-no-valida", why,
        $"La memòria tècnica porta una firma electrònica que no és vàlida ({why}). No és obligatòria; la memòria es tramita igualment.",
        $"La memoria técnica lleva una firma electrónica que no es válida ({why}). No es obligatoria; la memoria se tramita igualmente.");

    private static Finding Note(string code, string? found, string va, string es) => new(code, Severity.Information, ["documentos"], null, found, Article, new(va, es));
}
