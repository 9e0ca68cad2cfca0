using System.Text;
using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Tests.Memorias.Pdf;

public sealed class OpeningTests
{
    public static TheoryData<string> All => [.. Samples.Names.Where(name => !name.StartsWith("evil", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(All))]
    public void Opens_what_poppler_opens_with_as_many_pages(string name)
    {
        var expected = Samples.Poppler(name).Pages;
        var result = Open(Samples.Read(name));
        if (expected is null)
            Assert.IsType<PdfResult<PdfDocument>.Failed>(result);
        else
            Assert.Equal(expected, Assert.IsType<PdfResult<PdfDocument>.Ok>(result).Value.PageCount);
    }

    [Theory]
    [InlineData("bad_xref_damaged", true)]
    [InlineData("bad_startxref_wrong", true)]
    [InlineData("text_chromium_010p", false)]
    [InlineData("objstm", false)]
    [InlineData("linearized", false)]
    public void Says_whether_the_file_had_to_be_repaired(string name, bool repaired) => Assert.Equal(repaired, Document(Samples.Read(name)).Repaired);

    [Theory]
    [InlineData("bad_empty")]
    [InlineData("poppler.json")]
    public void What_is_no_PDF_says_so(string name) =>
        Assert.IsType<PdfFailure.NotPdf>(Failure(name.EndsWith(".json", StringComparison.Ordinal) ? File.ReadAllBytes(Path.Combine(Samples.Directory, name)) : Samples.Read(name)));

    [Theory]
    [InlineData("bad_header_only")]
    [InlineData("evil_pagetree_loop")]
    public void A_PDF_without_pages_is_damaged(string name) => Assert.IsType<PdfFailure.Damaged>(Failure(Samples.Read(name)));

    [Fact]
    public void A_password_is_asked_for_only_when_one_is_needed()
    {
        Assert.IsType<PdfFailure.Encrypted>(Failure(Samples.Read("enc_aes256_userpw")));
        Assert.True(Document(Samples.Read("enc_aes256_emptyuser")).Encrypted);
        Assert.True(Document(Samples.Read("enc_rc4_128_emptyuser")).Encrypted);
        Assert.False(Document(Samples.Read("objstm")).Encrypted);
    }

    [Fact]
    public void A_ZIP_with_a_PDF_inside_is_no_PDF() =>
        Assert.IsType<PdfFailure.NotPdf>(Failure([.. "PK\x03\x04"u8, .. Samples.Read("scan_g4_200_001p")]));

    [Fact]
    public void Cross_references_that_point_to_each_other_end() => Assert.Equal(1, Document(Samples.Read("evil_xref_prev_loop")).PageCount);

    [Fact]
    public void Two_million_open_brackets_are_not_walked_when_nobody_asks_for_them() =>
        Assert.Equal(1, Document(Tiny.File(extra: "9 0 obj\n" + new string('[', 2_000_000) + "\nendobj\n")).PageCount);

    [Fact]
    public void Two_million_open_brackets_in_the_page_itself_exceed_the_nesting() =>
        Assert.Equal(PdfLimit.Nesting, Limit(Tiny.File(page: "/Junk " + new string('[', 2_000_000)), PdfLimits.Default));

    [Fact]
    public void A_file_of_more_pages_than_allowed_is_refused() =>
        Assert.Equal(PdfLimit.Pages, Limit(Samples.Read("scan_g4_200_010p"), PdfLimits.Default with { Pages = 9 }));

    [Fact]
    public void A_file_of_more_objects_than_allowed_is_refused() =>
        Assert.Equal(PdfLimit.Objects, Limit(Samples.Read("text_chromium_010p"), PdfLimits.Default with { Objects = 20 }));

    [Fact]
    public void A_file_that_takes_too_much_memory_is_refused() =>
        Assert.Equal(PdfLimit.Memory, Limit(Samples.Read("objstm"), PdfLimits.Default with { Memory = 1_000 }));

    [Fact]
    public void A_cross_reference_stream_that_decodes_to_too_much_is_refused()
    {
        Assert.Equal(PdfLimit.DecodedBytesPerStream, Limit(Samples.Read("objstm"), PdfLimits.Default with { DecodedBytesPerStream = 50 }));
        Assert.Equal(PdfLimit.DecodedBytesPerFile, Limit(Samples.Read("objstm"), PdfLimits.Default with { DecodedBytesPerFile = 200 }));
    }

    [Fact]
    public void Time_that_runs_out_is_a_limit_too() =>
        Assert.Equal(PdfLimit.Deadline, Limit(Samples.Read("text_chromium_010p"), PdfLimits.Default, new HurryingTime()));

    [Fact]
    public void The_newest_version_of_an_object_counts()
    {
        var first = Tiny.File();
        const string Pages = "2 0 obj\n<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>\nendobj\n";
        var update = $"{Pages}xref\n2 1\n{first.Length:D10} 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev {Tiny.XrefOffset(first)}>>\nstartxref\n{first.Length + Pages.Length}\n%%EOF\n";
        byte[] both = [.. first, .. Encoding.Latin1.GetBytes(update)];
        Assert.Equal(2, Document(both).PageCount);
        Assert.False(Document(both).Repaired);
    }

    [Theory]
    [InlineData("/Kids 9 0 R")]
    [InlineData("/Kids[9 0 R]")]
    [InlineData("/Kids[(]")]
    public void Where_the_page_tree_is_lost_the_objects_that_say_they_are_pages_are_taken(string kids)
    {
        // The size of paper is only said by the parent; the second page is turned.
        const string Second = "7 0 obj\n<</Type/Page/Parent 2 0 R/Rotate 90>>\nendobj\n8 0 obj\n<</Type/PageLabel>>\nendobj\n";
        var file = Edit(Tiny.File("BT /F 10 Tf 50 70 Td (Hola) Tj ET", "/Font<</F<</Subtype/Type1/BaseFont/Helvetica>>>>", extra: Second),
            ("/Kids[3 0 R]", $"/MediaBox[0 0 300 200]{kids}"), ("/MediaBox[0 0 595 842]", ""));
        var document = Document(file);
        Assert.True(document.Repaired);
        var pages = AgreementTests.Pages(file);
        Assert.Equal([(300d, 200d), (200d, 300d)], pages.Select(page => (page.Width, page.Height)));
        Assert.Equal("Hola", Assert.Single(pages[0].Words).Text);
    }

    [Fact]
    public void Pages_are_not_looked_for_where_the_tree_leads_to_some() =>
        Assert.Equal(1, Document(Tiny.File(extra: "7 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n")).PageCount);

    [Fact]
    public void Pages_without_a_tree_are_bounded_too()
    {
        var loose = string.Concat(Enumerable.Range(6, 20).Select(n => $"{n} 0 obj\n<</Type/Page/Parent {n} 0 R>>\nendobj\n"));
        var file = Edit(Tiny.File(extra: loose), ("/Kids[3 0 R]", "/Kids[0 0 R]"));
        Assert.Equal(21, Document(file).PageCount);
        Assert.Equal(PdfLimit.Pages, Limit(file, PdfLimits.Default with { Pages = 20 }));
    }

    [Fact]
    public void A_single_kid_may_stand_without_its_brackets() =>
        Assert.Equal(1, Document(Edit(Tiny.File(), ("/Kids[3 0 R]", "/Kids 3 0 R ]"), ("/Type/Page/", "/Tipe/Page/"))).PageCount);

    private static byte[] Edit(byte[] file, params (string From, string To)[] changes) =>
        Encoding.Latin1.GetBytes(changes.Aggregate(Encoding.Latin1.GetString(file), (text, change) => text.Replace(change.From, change.To, StringComparison.Ordinal)));

    internal static PdfResult<PdfDocument> Open(byte[] bytes, PdfLimits? limits = null) => PdfDocument.Open(bytes, limits ?? PdfLimits.Default, TimeProvider.System);

    internal static PdfDocument Document(byte[] bytes) => Assert.IsType<PdfResult<PdfDocument>.Ok>(Open(bytes)).Value;

    private static PdfFailure Failure(byte[] bytes) => Assert.IsType<PdfResult<PdfDocument>.Failed>(Open(bytes)).Reason;

    private static PdfLimit Limit(byte[] bytes, PdfLimits limits, TimeProvider? time = null) =>
        Assert.IsType<PdfFailure.LimitExceeded>(Assert.IsType<PdfResult<PdfDocument>.Failed>(PdfDocument.Open(bytes, limits, time ?? TimeProvider.System)).Reason).Limit;

    /// <summary>A clock on which a minute passes at every look.</summary>
    private sealed class HurryingTime : TimeProvider
    {
        private long _minutes;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => ++_minutes * 60;
    }
}
