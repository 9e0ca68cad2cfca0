using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IntakePipeline.Signatures.Seals;

/// <summary>
/// Checks the seal in a document of the registry. It is found by its form in the bytes, not through the file's own tables: whatever they say, the seal
/// counts only when it covers every byte of the file but its own.
/// </summary>
public static class PdfSealReader
{
    private const int MaxSignature = 64 * 1024;

    /// <summary>Checks a whole file.</summary>
    public static SealReading Read(ReadOnlySpan<byte> file)
    {
        if (Find(file) is not { } gap)
            return new SealReading.Absent();
        try
        {
            var signed = new byte[file.Length - (gap.End - gap.Start)];
            file[..gap.Start].CopyTo(signed);
            file[gap.End..].CopyTo(signed.AsSpan(gap.Start));
            var cms = new SignedCms(new ContentInfo(signed), detached: true);
            // The room that was left for it is filled with zeros: the decoder goes by the signature's own length.
            cms.Decode(Convert.FromHexString(Encoding.ASCII.GetString(file[(gap.Start + 1)..(gap.End - 1)])));
            if (cms.SignerInfos is not [{ Certificate: { } certificate } signer])
                return new SealReading.Absent();
            signer.CheckSignature(verifySignatureOnly: true);
            return Names(signer, certificate) ? new SealReading.Intact(certificate) : new SealReading.Altered();
        }
        catch (FormatException)
        {
            return new SealReading.Absent();
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return new SealReading.Altered();
        }
    }

    // Certificates travel unsigned: which one signed is among what was signed (RFC 5035), with SHA-256 where no algorithm is named.
    private static bool Names(SignerInfo signer, X509Certificate2 certificate)
    {
        foreach (var attribute in signer.SignedAttributes)
        {
            if (attribute.Oid.Value != CadesSignature.SigningCertificateV2)
                continue;
            var first = new AsnReader(attribute.Values[0].RawData, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence();
            return first.PeekTag() == Asn1Tag.PrimitiveOctetString && first.ReadOctetString().AsSpan().SequenceEqual(SHA256.HashData(certificate.RawDataMemory.Span));
        }

        return false;
    }

    // Of several, the last one: only that can cover the whole file.
    private static (int Start, int End)? Find(ReadOnlySpan<byte> file)
    {
        var at = file.LastIndexOf("/ByteRange[0 "u8);
        if (at < 0)
            return null;
        var range = file[(at + 11)..];
        var end = range.IndexOf((byte)']');
        if (end is <= 0 or > 64)
            return null;
        var numbers = Encoding.ASCII.GetString(range[..end]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (numbers.Length != 4 || !Number(numbers[1], out var first) || !Number(numbers[2], out var second) || !Number(numbers[3], out var rest))
            return null;
        return (long)second + rest == file.Length && second - first is > 2 and < MaxSignature * 2 && file[first] == '<' && file[second - 1] == '>'
            ? (first, second)
            : null;
    }

    private static bool Number(string digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
