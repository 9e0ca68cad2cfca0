using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using NodaTime;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>A certificate revocation list (RFC 5280, 5), parsed once and asked often. Deltas and indirect lists say less than they seem to, and are not read.</summary>
internal sealed class RevocationList
{
    private const string IssuingDistributionPoint = "2.5.29.28";
    private const string CrlNumber = "2.5.29.20";
    private const string AuthorityKeyIdentifier = "2.5.29.35";

    private readonly SignedStructure signed;
    private readonly byte[] issuer;
    private readonly Instant nextUpdate;
    private readonly Dictionary<BigInteger, Instant> revoked;
    private readonly DistributionScope scope;

    /// <summary>Whose signature was found right: asked once an issuer, not once a submission.</summary>
    private volatile byte[]? signedBy;

    private RevocationList(SignedStructure signed, byte[] issuer, Instant nextUpdate, Dictionary<BigInteger, Instant> revoked, DistributionScope scope) =>
        (this.signed, this.issuer, this.nextUpdate, this.revoked, this.scope) = (signed, issuer, nextUpdate, revoked, scope);

    /// <summary>Certificates on it.</summary>
    public int Count => revoked.Count;

    /// <summary>Reads a list in DER.</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It is one of a kind that is not read.</exception>
    public static RevocationList Read(ReadOnlyMemory<byte> der)
    {
        var structure = SignedStructure.Read(new AsnReader(der, AsnEncodingRules.DER).ReadSequence());
        var list = new AsnReader(structure.Content, AsnEncodingRules.DER).ReadSequence();
        if (list.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            list.ReadInteger();
        list.ReadSequence();
        var issuedBy = list.ReadEncodedValue().ToArray();
        Asn1Time.Read(list);
        // Without it nobody can say how long the list holds.
        if (!Asn1Time.IsNext(list))
            throw new NotSupportedException("it does not say when the next one comes");
        var next = Asn1Time.Read(list);

        var numbers = new Dictionary<BigInteger, Instant>();
        if (list.HasData && list.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            var entries = list.ReadSequence();
            while (entries.HasData)
            {
                var entry = entries.ReadSequence();
                numbers[entry.ReadInteger()] = Asn1Time.Read(entry);
            }
        }

        var covers = DistributionScope.Everything;
        if (list.HasData)
        {
            var extensions = list.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
            while (extensions.HasData)
            {
                var extension = extensions.ReadSequence();
                var oid = extension.ReadObjectIdentifier();
                var critical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
                if (oid == IssuingDistributionPoint)
                    covers = DistributionScope.Read(extension.ReadOctetString());
                else if (critical && oid is not (CrlNumber or AuthorityKeyIdentifier))
                    throw new NotSupportedException($"it has the critical extension {oid}");
            }
        }

        return new RevocationList(structure, issuedBy, next, numbers, covers);
    }

    /// <summary>What the list says of a certificate at a time.</summary>
    public RevocationStatus StatusOf(X509Certificate2 certificate, X509Certificate2 by, Instant at)
    {
        // A later list than the filing says what was revoked before; an earlier one that has lapsed says nothing any more.
        if (!issuer.AsSpan().SequenceEqual(by.SubjectName.RawData) || at > nextUpdate || !scope.Covers(certificate) || !IsSignedBy(by))
            return new RevocationStatus.Unknown();
        return revoked.TryGetValue(new BigInteger(certificate.SerialNumberBytes.Span, isBigEndian: true), out var since)
            ? new RevocationStatus.Revoked(since)
            : new RevocationStatus.Good();
    }

    private bool IsSignedBy(X509Certificate2 by)
    {
        if (signedBy is { } known && known.AsSpan().SequenceEqual(by.RawDataMemory.Span))
            return true;
        if (by.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && (usage.KeyUsages & X509KeyUsageFlags.CrlSign) == X509KeyUsageFlags.None)
            return false;
        if (!signed.IsSignedBy(by))
            return false;
        signedBy = by.RawData;
        return true;
    }
}
