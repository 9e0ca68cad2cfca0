using System.Formats.Asn1;
using NodaTime;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>X.509's times.</summary>
internal static class Asn1Time
{
    /// <summary>Whether a time comes next.</summary>
    public static bool IsNext(AsnReader reader) =>
        reader.HasData && (reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) || reader.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime));

    /// <summary>Reads one, of two or four digits for the year.</summary>
    public static Instant Read(AsnReader reader) => Instant.FromDateTimeOffset(
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime());
}
