using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NodaTime;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>A responder's answer, checked: signed by the issuer or by a responder it appointed, about the certificate asked for, and fresh.</summary>
/// <param name="Status">What it says.</param>
/// <param name="NextUpdate">Until when it holds; null when it does not say.</param>
internal sealed record OcspResponse(RevocationStatus Status, Instant? NextUpdate)
{
    private const string Basic = "1.3.6.1.5.5.7.48.1.1";
    private const string Nonce = "1.3.6.1.5.5.7.48.1.2";
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";
    private const int MaxCertificates = 4;

    private static readonly Duration Skew = Duration.FromMinutes(5);
    private static readonly Duration LongestWithoutNext = Duration.FromHours(24);

    /// <summary>Reads an answer to <paramref name="request"/>.</summary>
    /// <param name="der">The response.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="issuer">Who issued the certificate asked about.</param>
    /// <param name="now">The real time: the answer was given just now.</param>
    /// <returns>The answer; null when it is none, or not to be believed.</returns>
    /// <exception cref="AsnContentException">It is no OCSP response.</exception>
    public static OcspResponse? Read(ReadOnlyMemory<byte> der, OcspRequest request, X509Certificate2 issuer, Instant now)
    {
        var response = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        if (!response.ReadEnumeratedBytes().Span.SequenceEqual([(byte)0]) || !response.HasData)
            return null;
        var bytes = response.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        if (bytes.ReadObjectIdentifier() != Basic)
            return null;
        var basic = new AsnReader(bytes.ReadOctetString(), AsnEncodingRules.BER).ReadSequence();
        var signed = SignedStructure.Read(basic);
        return IsSigned(signed, basic, issuer, now) ? Answer(new AsnReader(signed.Content, AsnEncodingRules.BER).ReadSequence(), request, now) : null;
    }

    private static bool IsSigned(SignedStructure signed, AsnReader rest, X509Certificate2 issuer, Instant now)
    {
        if (signed.IsSignedBy(issuer))
            return true;
        if (!rest.HasData)
            return false;
        var certificates = rest.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        for (var i = 0; i < MaxCertificates && certificates.HasData; i++)
        {
            var encoded = certificates.ReadEncodedValue();
            try
            {
                using var responder = X509CertificateLoader.LoadCertificate(encoded.Span);
                if (IsAppointed(responder, encoded, issuer, now) && signed.IsSignedBy(responder))
                    return true;
            }
            catch (CryptographicException)
            {
                // No certificate: another may be.
            }
        }

        return false;
    }

    private static bool IsAppointed(X509Certificate2 responder, ReadOnlyMemory<byte> encoded, X509Certificate2 issuer, Instant now) =>
        responder.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData)
        && Instant.FromDateTimeUtc(responder.NotBefore.ToUniversalTime()) <= now && now <= Instant.FromDateTimeUtc(responder.NotAfter.ToUniversalTime())
        && responder.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(e => e.EnhancedKeyUsages.Cast<Oid>().Any(o => o.Value == OcspSigning))
        && SignedStructure.Read(new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence()).IsSignedBy(issuer);

    private static OcspResponse? Answer(AsnReader data, OcspRequest request, Instant now)
    {
        var first = data.PeekTag();
        if (first is { TagClass: TagClass.ContextSpecific, TagValue: 0 })
            data.ReadEncodedValue();
        // responderID, producedAt
        data.ReadEncodedValue();
        data.ReadGeneralizedTime();
        var answers = data.ReadSequence();
        OcspResponse? found = null;
        while (answers.HasData && found is null)
            found = Single(answers.ReadSequence(), request, now);
        return data.HasData && !Repeats(data.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 1)).ReadSequence(), request) ? null : found;
    }

    private static OcspResponse? Single(AsnReader answer, OcspRequest request, Instant now)
    {
        if (!answer.ReadEncodedValue().Span.SequenceEqual(request.CertificateId))
            return null;
        var tag = answer.PeekTag();
        RevocationStatus status;
        switch (tag.TagValue)
        {
            case 0:
                answer.ReadNull(tag);
                status = new RevocationStatus.Good();
                break;
            case 1:
                status = new RevocationStatus.Revoked(Instant.FromDateTimeOffset(answer.ReadSequence(tag).ReadGeneralizedTime()));
                break;
            default:
                answer.ReadEncodedValue();
                status = new RevocationStatus.Unknown();
                break;
        }

        var thisUpdate = Instant.FromDateTimeOffset(answer.ReadGeneralizedTime());
        var nextUpdate = answer.HasData && answer.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 0 } next
            ? Instant.FromDateTimeOffset(answer.ReadSequence(next).ReadGeneralizedTime())
            : (Instant?)null;
        return thisUpdate <= now + Skew && now - Skew <= (nextUpdate ?? thisUpdate + LongestWithoutNext) ? new OcspResponse(status, nextUpdate) : null;
    }

    /// <summary>Whether the answer repeats the nonce, if it gives one: many responders answer from stock and give none.</summary>
    private static bool Repeats(AsnReader extensions, OcspRequest request)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() != Nonce)
                continue;
            if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
                extension.ReadBoolean();
            return extension.ReadOctetString().AsSpan().SequenceEqual(request.NonceValue);
        }

        return true;
    }
}
