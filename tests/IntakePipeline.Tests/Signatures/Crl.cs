using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using static System.Formats.Asn1.UniversalTagNumber;

namespace IntakePipeline.Tests.Signatures;

/// <summary>Revocation lists with what the framework's own builder cannot put into one.</summary>
internal static class Crl
{
    /// <summary>A list of 2012 that says for which certificates it speaks (RFC 5280, 5.2.5).</summary>
    public static byte[] Partial(X509Certificate2 issuer, X509Certificate2? revoked, Action<AsnWriter> scope)
    {
        var list = new AsnWriter(AsnEncodingRules.DER);
        using (list.PushSequence())
        {
            list.WriteInteger(1);
            WriteAlgorithm(list);
            list.WriteEncodedValue(issuer.SubjectName.RawData);
            list.WriteUtcTime(new DateTimeOffset(2012, 6, 1, 0, 0, 0, TimeSpan.Zero));
            list.WriteUtcTime(new DateTimeOffset(2012, 7, 1, 0, 0, 0, TimeSpan.Zero));
            if (revoked is not null)
            {
                using (list.PushSequence())
                using (list.PushSequence())
                {
                    list.WriteInteger(revoked.SerialNumberBytes.Span);
                    list.WriteUtcTime(new DateTimeOffset(2012, 6, 2, 0, 0, 0, TimeSpan.Zero));
                }
            }

            using (list.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (list.PushSequence())
            using (list.PushSequence())
            {
                list.WriteObjectIdentifier("2.5.29.28");
                list.WriteBoolean(true);
                var point = new AsnWriter(AsnEncodingRules.DER);
                using (point.PushSequence())
                    scope(point);
                list.WriteOctetString(point.Encode());
            }
        }

        var content = list.Encode();
        using var key = issuer.GetECDsaPrivateKey()!;
        var whole = new AsnWriter(AsnEncodingRules.DER);
        using (whole.PushSequence())
        {
            whole.WriteEncodedValue(content);
            WriteAlgorithm(whole);
            whole.WriteBitString(key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        return whole.Encode();
    }

    /// <summary>Speaks for the certificates that name this address.</summary>
    public static Action<AsnWriter> At(string address) => point =>
    {
        using (point.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (point.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            point.WriteCharacterString(IA5String, address, new Asn1Tag(TagClass.ContextSpecific, 6));
    };

    /// <summary>One of the flags: 1 only users, 2 only authorities, 4 indirect, 5 only attributes.</summary>
    public static Action<AsnWriter> Flag(int tag) => point => point.WriteBoolean(true, new Asn1Tag(TagClass.ContextSpecific, tag));

    private static void WriteAlgorithm(AsnWriter asn)
    {
        using (asn.PushSequence())
            asn.WriteObjectIdentifier("1.2.840.10045.4.3.2");
    }
}
