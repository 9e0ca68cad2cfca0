using System.Globalization;
using System.Text;
using IntakePipeline.Memorias;
using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Signatures.Revocation;
using IntakePipeline.Tests.Memorias.Pdf;
using IntakePipeline.Validation;
using static IntakePipeline.Tests.Signatures.Pki;

namespace IntakePipeline.Tests.Signatures;

public sealed class MemoriaSignaturesTests
{
    private const int Room = 8_000;
    private static readonly MemoriaSignatures Signatures = new(new SignatureVerifier(new TrustAnchors([Root], []), new RevocationCheck([], required: false)));

    [Fact]
    public async Task A_signed_memoria_is_reported_as_information()
    {
        var finding = await CheckAsync(Signed());
        Assert.Equal(("memoria-firmada", Severity.Information), (finding.Code, finding.Severity));
    }

    [Fact]
    public async Task What_was_appended_or_changed_after_it_is_said()
    {
        Assert.Equal("memoria-firmada-en-parte", (await CheckAsync([.. Signed(), .. "%afegit\n"u8])).Code);
        var changed = Signed();
        changed[changed.AsSpan().IndexOf("595"u8)] = (byte)'6';
        var finding = await CheckAsync(changed);
        Assert.Equal(("memoria-firma-no-valida", "firma-contenido-alterado"), (finding.Code, finding.Found));
    }

    [Fact]
    public async Task A_range_that_leaves_out_more_than_the_signature_is_not_valid()
    {
        var finding = await CheckAsync(Signed(leftOut: 5));
        Assert.Equal(("memoria-firma-no-valida", "byte-range"), (finding.Code, finding.Found));
    }

    [Fact]
    public async Task A_format_that_is_not_checked_is_said_so() => Assert.Equal("memoria-firma-no-comprobada", (await CheckAsync(Signed("adbe.x509.rsa_sha1"))).Code);

    [Fact]
    public async Task A_memoria_without_signatures_stays_as_it_was()
    {
        var report = new MemoriaInspector(TimeProvider.System).Inspect(Tiny.File());
        Assert.Same(report, await Signatures.CheckAsync(report, Tiny.File(), Filed, default));
    }

    private static async Task<Finding> CheckAsync(byte[] pdf)
    {
        var report = new MemoriaInspector(TimeProvider.System).Inspect(pdf);
        return Assert.Single((await Signatures.CheckAsync(report, pdf, Filed, default)).Findings, f => f.Code.StartsWith("memoria-firma", StringComparison.Ordinal));
    }

    private static byte[] Signed(string format = "ETSI.CAdES.detached", int leftOut = 0)
    {
        const string Range = "/ByteRange[0 00000 00000 00000]";
        var file = Tiny.File(catalog: "/AcroForm<</Fields[6 0 R]>>",
            extra: $"6 0 obj\n<</T(firma)/FT/Sig/V<</SubFilter/{format}{Range}/Contents<{new string('0', Room)}>>>>>\nendobj\n");
        var text = Encoding.Latin1.GetString(file);
        var before = text.IndexOf("/Contents<0", StringComparison.Ordinal) + 9 - leftOut;
        var after = text.IndexOf('>', before) + 1;
        text = text.Replace(Range, string.Create(CultureInfo.InvariantCulture, $"/ByteRange[0 {before:D5} {after:D5} {text.Length - after:D5}]"), StringComparison.Ordinal);
        var signature = Convert.ToHexString(Sign(Encoding.Latin1.GetBytes(text[..before] + text[after..]), [Signer]));
        var at = before + leftOut + 1;
        return Encoding.Latin1.GetBytes(text[..at] + signature + text[(at + signature.Length)..]);
    }
}
