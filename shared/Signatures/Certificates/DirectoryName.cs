using System.Formats.Asn1;

namespace IntakePipeline.Signatures.Certificates;

/// <summary>The attributes of an X.500 name, flat: names are sets of sets, but nobody means anything by it.</summary>
internal static class DirectoryName
{
    private const int MaxAttributes = 64;
    private const int MaxLength = 500;

    /// <summary>Reads a name in DER; attributes that are no text are left out.</summary>
    /// <exception cref="AsnContentException">It is no name.</exception>
    public static IReadOnlyList<(string Oid, string Value)> Read(ReadOnlyMemory<byte> der)
    {
        var attributes = new List<(string, string)>();
        var name = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        while (name.HasData && attributes.Count < MaxAttributes)
        {
            var set = name.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData && attributes.Count < MaxAttributes)
            {
                var attribute = set.ReadSequence();
                var oid = attribute.ReadObjectIdentifier();
                if (Text(attribute) is { Length: > 0 and <= MaxLength } value)
                    attributes.Add((oid, value));
            }
        }

        return attributes;
    }

    private static string? Text(AsnReader value)
    {
        var tag = value.PeekTag();
        if (tag.TagClass != TagClass.Universal)
            return null;
        return (UniversalTagNumber)tag.TagValue is var type && type is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString
            or UniversalTagNumber.T61String or UniversalTagNumber.IA5String or UniversalTagNumber.BMPString or UniversalTagNumber.VisibleString or UniversalTagNumber.NumericString
            ? value.ReadCharacterString(type).Trim()
            : null;
    }
}
