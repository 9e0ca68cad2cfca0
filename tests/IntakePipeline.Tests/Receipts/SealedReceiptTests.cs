using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using IntakePipeline.Receipts;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Tests.Local;
using IntakePipeline.Tests.Signatures.Seals;
using static IntakePipeline.Tests.Receipts.ReceiptSamples;

namespace IntakePipeline.Tests.Receipts;

public sealed class SealedReceiptTests
{
    private static readonly byte[] Pdf = ReceiptPdf.Render(InTime, Seal);

    [Fact]
    public async Task Poppler_finds_one_valid_signature_over_the_whole_document()
    {
        var signature = await ExternalTool.RunAsync("pdfsig", Pdf, "-nocert", "{}");
        Assert.Contains("Signature is Valid.", signature, StringComparison.Ordinal);
        Assert.Contains("Total document signed", signature, StringComparison.Ordinal);
        Assert.Contains("Signature Type: ETSI.CAdES.detached", signature, StringComparison.Ordinal);
        Assert.Contains("SENSE VALIDESA - SIN VALIDEZ", signature, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature #2", signature, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Openssl_builds_the_chain_of_a_seal_that_an_authority_issued()
    {
        using var chain = new TestChain();
        using var folder = new TemporaryFolder();
        var seal = Pkcs12Seal.Open(chain.Container("clau"), "clau");
        var (cms, content) = Parts(ReceiptPdf.Render(InTime, seal));
        var (data, root) = (folder["data"], folder["root.pem"]);
        await File.WriteAllBytesAsync(data, content);
        await File.WriteAllTextAsync(root, chain.Root.ExportCertificatePem());
        var verified = await ExternalTool.RunForBytesAsync(
            "openssl", cms, "cms", "-verify", "-cades", "-inform", "DER", "-in", "{}", "-content", data, "-binary", "-CAfile", root, "-purpose", "any", "-out", folder["out"]);
        Assert.NotNull(verified);
        Assert.Equal(content, await File.ReadAllBytesAsync(folder["out"]));
    }

    [Fact]
    public void The_signature_is_pades_baseline_b()
    {
        var (cms, content) = Parts(Pdf);
        var signed = new SignedCms(new ContentInfo(content), detached: true);
        signed.Decode(cms);
        signed.CheckSignature(verifySignatureOnly: true);
        var signer = Assert.Single(signed.SignerInfos.Cast<SignerInfo>());
        // ETSI EN 319 142-1, 6.3: these and no signing time, which stands in the document.
        Assert.Equal(
            ["1.2.840.113549.1.9.16.2.47", "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"],
            signer.SignedAttributes.Cast<CryptographicAttributeObject>().Select(a => a.Oid.Value!).Order(StringComparer.Ordinal));
        var binding = signer.SignedAttributes.Cast<CryptographicAttributeObject>().Single(a => a.Oid.Value == "1.2.840.113549.1.9.16.2.47").Values[0].RawData;
        Assert.True(binding.AsSpan().IndexOf(SHA256.HashData(Seal.Certificate.RawData)) > 0);
        Assert.Equal(Seal.Certificate.RawData, signer.Certificate!.RawData);
        Assert.Equal("2.16.840.1.101.3.4.2.1", signer.DigestAlgorithm.Value);
    }

    [Fact]
    public void Whatever_byte_changes_the_seal_is_not_intact_any_more()
    {
        Assert.IsType<SealReading.Intact>(PdfSealReader.Read(Pdf));
        var (start, end) = Gap(Pdf);
        for (var at = 0; at < Pdf.Length; at += 61)
        {
            var changed = (byte[])Pdf.Clone();
            changed[at] ^= 1;
            var reading = PdfSealReader.Read(changed);
            // Of the signature's own bytes some belong to nothing, as the zeros behind it; but none makes it another's.
            if (at > start && at < end - 1 && reading is SealReading.Intact { Certificate: var holder })
                Assert.Equal(Seal.Certificate.RawData, holder.RawData);
            else
                Assert.IsNotType<SealReading.Intact>(reading);
        }
    }

    [Fact]
    public void Nothing_can_be_added_or_taken_away()
    {
        Assert.IsNotType<SealReading.Intact>(PdfSealReader.Read([.. Pdf, (byte)'\n']));
        Assert.IsNotType<SealReading.Intact>(PdfSealReader.Read([.. Pdf, .. "1 0 obj\n<<>>\nendobj\n%%EOF\n"u8]));
        Assert.IsNotType<SealReading.Intact>(PdfSealReader.Read(Pdf.AsSpan(..^1)));
        Assert.IsNotType<SealReading.Intact>(PdfSealReader.Read(Pdf.AsSpan(1..)));
        Assert.IsType<SealReading.Absent>(PdfSealReader.Read("%PDF-1.7 /ByteRange[0 1 2 3] /ByteRange[0 99999999999 1 1]"u8));
        Assert.IsType<SealReading.Absent>(PdfSealReader.Read([]));
    }

    [Fact]
    public void Anothers_seal_is_read_as_anothers()
    {
        var other = Pkcs12Seal.Open(DevelopmentSeal.Create(), null);
        var reading = Assert.IsType<SealReading.Intact>(PdfSealReader.Read(ReceiptPdf.Render(InTime, other)));
        Assert.Equal(other.Certificate.RawData, reading.Certificate.RawData);
        Assert.NotEqual(Seal.Certificate.RawData, reading.Certificate.RawData);
    }

    [Fact]
    public void The_entry_comes_out_of_the_receipt_with_its_hash()
    {
        var (entry, _) = IntakePipeline.Registry.LedgerHead.Empty.Append(Draft, Entry.Csv);
        var receipt = Receipt.From(entry, Emprendimiento, Base);
        var read = ReceiptJson.Read(ReceiptJson.Write(receipt)).ToEntry();
        Assert.Equal((entry.Hash, entry.Number, entry.PreviousHash), (read.Hash, read.Number, read.PreviousHash));
        Assert.NotEqual(entry.Hash, (receipt with { ProjectTitle = "Un altre" }).ToEntry().Hash);
        Assert.NotEqual(entry.Hash, (receipt with { FiledAt = receipt.FiledAt - NodaTime.Duration.FromSeconds(1) }).ToEntry().Hash);
        Assert.NotEqual(entry.Hash, (receipt with { Documents = [.. receipt.Documents.Skip(1)] }).ToEntry().Hash);
    }

    // The signature and what it signs, found through the file's own words.
    private static (byte[] Cms, byte[] Content) Parts(byte[] pdf)
    {
        var (start, end) = Gap(pdf);
        var padded = Convert.FromHexString(System.Text.Encoding.ASCII.GetString(pdf, start + 1, end - start - 2));
        Assert.True(System.Formats.Asn1.AsnDecoder.TryReadEncodedValue(padded, System.Formats.Asn1.AsnEncodingRules.DER, out _, out _, out _, out var length));
        return (padded[..length], [.. pdf[..start], .. pdf[end..]]);
    }

    private static (int Start, int End) Gap(byte[] pdf)
    {
        var text = System.Text.Encoding.Latin1.GetString(pdf);
        var at = text.IndexOf("/ByteRange[", StringComparison.Ordinal) + 11;
        var range = text[at..text.IndexOf(']', at)].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal((4, 0, pdf.Length), (range.Count, range[0], range[2] + range[3]));
        return (range[1], range[2]);
    }
}
