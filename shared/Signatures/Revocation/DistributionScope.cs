using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>For which of an issuer's certificates a list speaks (RFC 5280, 5.2.5): large providers publish theirs in parts.</summary>
/// <param name="addresses">The parts' addresses; null when the list speaks for all.</param>
/// <param name="usersOnly">Only for certificates that are no authority's.</param>
/// <param name="authoritiesOnly">Only for authorities'.</param>
internal sealed class DistributionScope(IReadOnlyList<string>? addresses, bool usersOnly, bool authoritiesOnly)
{
    private const string DistributionPoints = "2.5.29.31";

    /// <summary>All of them.</summary>
    public static DistributionScope Everything { get; } = new(null, false, false);

    /// <summary>Reads the extension's value.</summary>
    /// <exception cref="NotSupportedException">It speaks for other issuers' certificates, for some reasons only, or for none that sign.</exception>
    public static DistributionScope Read(byte[] extension)
    {
        var point = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        IReadOnlyList<string>? addresses = null;
        var (usersOnly, authoritiesOnly) = (false, false);
        while (point.HasData)
        {
            var tag = point.PeekTag();
            switch (tag.TagValue)
            {
                case 0:
                    addresses = Addresses(point.ReadSequence(tag));
                    break;
                case 1:
                    usersOnly = point.ReadBoolean(tag);
                    break;
                case 2:
                    authoritiesOnly = point.ReadBoolean(tag);
                    break;
                default:
                    throw new NotSupportedException("it is indirect, partial or for attributes");
            }
        }

        return new DistributionScope(addresses, usersOnly, authoritiesOnly);
    }

    /// <summary>Whether the list speaks for a certificate.</summary>
    public bool Covers(X509Certificate2 certificate)
    {
        var isAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(e => e.CertificateAuthority);
        if ((usersOnly && isAuthority) || (authoritiesOnly && !isAuthority))
            return false;
        return addresses is null || AddressesOf(certificate).Exists(a => addresses.Contains(a, StringComparer.Ordinal));
    }

    /// <summary>The whole addresses: the tenth part's begins with the first one's.</summary>
    private static List<string> AddressesOf(X509Certificate2 certificate)
    {
        if (certificate.Extensions[DistributionPoints] is not { RawData: var named })
            return [];
        try
        {
            var found = new List<string>();
            var points = new AsnReader(named, AsnEncodingRules.DER).ReadSequence();
            while (points.HasData)
            {
                var point = points.ReadSequence();
                if (point.HasData && point.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 0 } tag)
                    found.AddRange(Addresses(point.ReadSequence(tag)));
            }

            return found;
        }
        catch (Exception e) when (e is AsnContentException or NotSupportedException)
        {
            // No list that speaks for a part speaks for it.
            return [];
        }
    }

    private static List<string> Addresses(AsnReader distributionPointName)
    {
        var addresses = new List<string>();
        if (!distributionPointName.HasData || distributionPointName.PeekTag().TagValue != 0)
            throw new NotSupportedException("its distribution point has no full name");
        var names = distributionPointName.ReadSequence(distributionPointName.PeekTag());
        while (names.HasData)
        {
            var tag = names.PeekTag();
            if (tag.TagValue == 6)
                addresses.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, tag));
            else
                names.ReadEncodedValue();
        }

        return addresses;
    }
}
