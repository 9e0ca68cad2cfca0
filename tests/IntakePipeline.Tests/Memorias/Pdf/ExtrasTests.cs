using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Tests.Memorias.Pdf;

public sealed class ExtrasTests
{
    [Fact]
    public void The_filled_form_gives_its_fields_and_values()
    {
        var fields = Extras(Samples.Read("form_filled")).Fields;
        Assert.NotEmpty(fields);
        Assert.Contains(fields, field => field.Value is { Length: > 0 });
    }

    [Fact]
    public void Fields_have_full_names_kinds_and_values()
    {
        const string Form = "/AcroForm<</Fields[6 0 R 7 0 R 8 0 R 9 0 R]>>";
        const string Objects = """
            6 0 obj
            <</T(projecte)/Kids[10 0 R 11 0 R]/FT/Tx>>
            endobj
            7 0 obj
            <</T(accepta)/FT/Btn/Kids[<</AS/Si>>]>>
            endobj
            8 0 obj
            <</T(programa)/FT/Btn/Ff 32768/V/EBT>>
            endobj
            9 0 obj
            <</T(llista)/FT/Ch/V[(una)(dos)]>>
            endobj
            10 0 obj
            <</T(titol)/V<FEFF0064006900730073006500790061>>>
            endobj
            11 0 obj
            <</T(import)/V(1.234,50 \240)/Parent 6 0 R>>
            endobj

            """;
        var fields = Extras(Tiny.File(catalog: Form, extra: Objects)).Fields;
        Assert.Equal(
            [
                new("projecte.titol", PdfFieldKind.Text, "disseya"), new("projecte.import", PdfFieldKind.Text, "1.234,50 €"),
                new("accepta", PdfFieldKind.Check, "Si"), new("programa", PdfFieldKind.Radio, "EBT"), new("llista", PdfFieldKind.Choice, "una\ndos"),
            ],
            fields);
    }

    [Fact]
    public void A_form_whose_fields_contain_themselves_ends() =>
        Assert.Empty(Extras(Tiny.File(catalog: "/AcroForm<</Fields[6 0 R]>>", extra: "6 0 obj\n<</T(a)/FT/Tx/Kids[6 0 R]>>\nendobj\n")).Fields);

    [Fact]
    public void Attachments_are_named_wherever_they_hang()
    {
        var extras = Extras(Tiny.File(catalog: "/Names<</EmbeddedFiles<</Kids[<</Names[(a)<</UF(full.xls)>>(b)<</F(pla.doc)>>]>>]>>>>",
            page: "/Annots[<</Subtype/FileAttachment/FS<</F(annex.zip)>>>>]"));
        Assert.Equal(["full.xls", "pla.doc", "annex.zip"], extras.EmbeddedFiles);
    }

    [Theory]
    [InlineData("/OpenAction<</S/JavaScript/JS(x)>>", "", PdfActiveContent.JavaScript)]
    [InlineData("/AA<</WC<</S/Launch>>>>", "", PdfActiveContent.Launch)]
    [InlineData("/Names<</JavaScript<</Names[(s)<</S/JavaScript/JS(x)>>]>>>>", "", PdfActiveContent.JavaScript)]
    [InlineData("", "/AA<</O<</S/JavaScript/JS(x)>>>>", PdfActiveContent.JavaScript)]
    [InlineData("", "/Annots[<</Subtype/Link/A<</S/URI/Next[<</S/Launch>>]>>>>]", PdfActiveContent.Launch)]
    public void Active_content_is_found_wherever_it_hangs(string catalog, string page, PdfActiveContent found) =>
        Assert.Equal([found], Extras(Tiny.File(catalog: catalog, page: page)).ActiveContent);

    [Fact]
    public void A_link_to_a_web_page_is_no_active_content() =>
        Assert.Empty(Extras(Tiny.File(page: "/Annots[<</Subtype/Link/A<</S/URI/URI(https://example.org)>>>>]", catalog: "/OpenAction[3 0 R /Fit]")).ActiveContent);

    [Fact]
    public void Signatures_are_found_with_their_byte_ranges()
    {
        var signature = Assert.Single(Extras(Tiny.File(catalog: "/AcroForm<</Fields[6 0 R]>>",
            extra: "6 0 obj\n<</T(firma)/FT/Sig/V<</SubFilter/ETSI.CAdES.detached/ByteRange[0 10 20 30]/Contents<3082>>>>>\nendobj\n")).Signatures);
        Assert.Equal(("firma", "ETSI.CAdES.detached"), (signature.Field, signature.SubFilter));
        Assert.Equal([0L, 10, 20, 30], signature.ByteRange);
        Assert.Equal([0x30, 0x82], signature.Contents.ToArray());
    }

    [Fact]
    public void Encrypted_metadata_and_version_are_read()
    {
        Assert.Equal("1.7", Extras(Tiny.File()).Metadata.Version);
        var plain = Extras(Samples.Read("mixed_text_scan_010p")).Metadata;
        var encrypted = Extras(Samples.Read("enc_rc4_128_emptyuser")).Metadata;
        Assert.Equal(plain with { Version = null }, encrypted with { Version = null });
    }

    private static PdfExtras Extras(byte[] file) => Assert.IsType<PdfResult<PdfExtras>.Ok>(OpeningTests.Document(file).ReadExtras()).Value;
}
