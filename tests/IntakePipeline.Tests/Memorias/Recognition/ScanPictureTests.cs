using System.Text;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Recognition;
using IntakePipeline.Tests.Memorias.Pdf;
using IntakePipeline.Tests.Receipts;

namespace IntakePipeline.Tests.Memorias.Recognition;

/// <summary>Pictures are handed to the real tesseract without being decoded here.</summary>
public sealed class ScanPictureTests
{
    [Fact]
    public async Task Fax_data_becomes_a_TIFF_and_words_stand_where_they_are_on_the_page()
    {
        var read = await ReadAsync(Samples.Read("scan_g4_200_001p"));
        var word = Assert.Single(read.Words, w => w.Word.Text == "MEMORIA");
        // Poppler and tesseract put it at dot 239 of 1654, line 205 to 247 of 2339.
        Assert.InRange(word.Word.Left, 80, 92);
        Assert.InRange(word.Word.Top, 70, 80);
        Assert.InRange(word.Confidence, 0.8, 1);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("flate")]
    [InlineData("flate, colours turned")]
    [InlineData("PNG predictor")]
    [InlineData("PNG predictor, colours turned")]
    [InlineData("LZW")]
    [InlineData("ASCII85 around flate")]
    [InlineData("palette")]
    [InlineData("stencil")]
    [InlineData("separation")]
    [InlineData("fax of one dimension")]
    [InlineData("fax of one dimension, aligned")]
    [InlineData("strips")]
    [InlineData("upside down")]
    [InlineData("on its side")]
    [InlineData("page turned")]
    public async Task One_bit_pictures_are_read_however_they_are_stored(string how)
    {
        var paper = await Bitmap.HeadingAsync();
        var page = paper.Inverted();
        var read = await ReadAsync(how switch
        {
            "plain" => page.Page("/ColorSpace/DeviceGray", page.Rows),
            "flate" => page.Page("/ColorSpace/DeviceGray/Filter/FlateDecode", page.Deflated()),
            "flate, colours turned" => paper.Page("/ColorSpace/DeviceGray/Decode[1 0]/Filter[/FlateDecode]", paper.Deflated()),
            "PNG predictor" => page.Page($"/ColorSpace/DeviceGray/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns {page.Width}/BitsPerComponent 1>>", page.Deflated(pngPredictor: true)),
            "PNG predictor, colours turned" =>
                paper.Page($"/ColorSpace/DeviceGray/Decode[1 0]/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns {page.Width}/BitsPerComponent 1>>", paper.Deflated(pngPredictor: true)),
            "LZW" => page.Page("/ColorSpace/DeviceGray/Filter/LZWDecode", Lzw(page.Rows)),
            "ASCII85 around flate" => page.Page("/ColorSpace/DeviceGray/Filter[/ASCIIHexDecode/FlateDecode]", Encoding.ASCII.GetBytes(Convert.ToHexString(page.Deflated()) + ">")),
            "palette" => paper.Page("/ColorSpace[/Indexed/DeviceRGB 1<FFFFFF000000>]/Filter/FlateDecode", paper.Deflated()),
            "stencil" => page.Page("/ImageMask true/Filter/FlateDecode", page.Deflated()),
            "separation" => paper.Page("/ColorSpace[/Separation/Black/DeviceGray 5 0 R]/Filter/FlateDecode", paper.Deflated()),
            "fax of one dimension" => paper.Page($"/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K 0/EndOfLine true/Columns {paper.Width}>>", FaxRows.Of(paper, marks: true, aligned: false)),
            "fax of one dimension, aligned" =>
                paper.Page($"/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</EncodedByteAlign true/Columns {paper.Width}>>", FaxRows.Of(paper, marks: false, aligned: true)),
            "strips" => Strips(page),
            // Painted from the upper right corner down and to the left; the data lies upside down too, so the page shows it upright.
            "upside down" => Turned(page).Page("/ColorSpace/DeviceGray/Filter/FlateDecode", Turned(page).Deflated(), "-595.44 0 0 -108 595.44 108", "/MediaBox[0 0 595.44 108]"),
            "on its side" => page.OnItsSide() is var side ? side.Page("/ColorSpace/DeviceGray/Filter/FlateDecode", side.Deflated(), "0 -108 595.44 0 0 108", "/MediaBox[0 0 595.44 108]") : [],
            "page turned" => page.OnItsSide() is var side ? side.Page("/ColorSpace/DeviceGray/Filter/FlateDecode", side.Deflated(), "108 0 0 595.44 0 0", "/Rotate 90/MediaBox[0 0 108 595.44]") : [],
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        });
        var words = read.Words.Select(w => w.Word.Text).ToList();
        Assert.Contains("MEMORIA", words);
        Assert.Contains("TÉCNICA", words);
        var word = read.Words.First(w => w.Word.Text == "MEMORIA").Word;
        Assert.InRange(word.Left, 80, 92);
        Assert.InRange(word.Top, 15, 30);
    }

    [Fact]
    public async Task A_JPEG_is_handed_on_as_it_is()
    {
        var jpeg = await ExternalTool.RunForBytesAsync("pdftoppm", Samples.Read("scan_g4_200_001p"), "-r", "150", "-jpeg", "-gray", "-y", "100", "-H", "250", "{}");
        var page = new Bitmap(1241, 250, []);
        var file = Encoding.Latin1.GetString(page.Page("/ColorSpace/DeviceGray/Filter/DCTDecode", jpeg, "595 0 0 120 0 0", "/MediaBox[0 0 595 120]")).Replace("/BitsPerComponent 1", "/BitsPerComponent 8", StringComparison.Ordinal);
        Assert.Contains("MEMORIA", (await ReadAsync(Encoding.Latin1.GetBytes(file))).Words.Select(w => w.Word.Text));
    }

    [Theory]
    [InlineData("/ColorSpace/DeviceGray/Filter/JBIG2Decode")]
    [InlineData("/ColorSpace/DeviceCMYK/Filter/FlateDecode")]
    [InlineData("/ColorSpace/DeviceGray/Filter/RunLengthDecode")]
    [InlineData("/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 9>>")]
    [InlineData("/ColorSpace/DeviceGray/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 9>>")]
    public void What_no_picture_file_can_hold_is_not_handed_on(string entries) => Assert.Null(Scan(new Bitmap(1654, 300, []).Page(entries, [1, 2, 3])).File);

    [Fact]
    public async Task Fax_rows_without_marks_or_alignment_fit_no_picture_file()
    {
        var paper = await Bitmap.HeadingAsync();
        Assert.Null(Scan(paper.Page($"/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</Columns {paper.Width}>>", FaxRows.Of(paper, marks: false, aligned: false))).File);
    }

    private static byte[] Strips(Bitmap page)
    {
        var parts = Enumerable.Range(0, 3).Select(i => page.Part(i * 100, 100)).ToList();
        return Tiny.File(
            string.Concat(Enumerable.Range(0, 3).Select(i => $"q 595.44 0 0 36 0 {72 - (i * 36)} cm /I{i} Do Q ")), "/XObject<</I0 6 0 R/I1 7 0 R/I2 8 0 R>>", "/MediaBox[0 0 595.44 108]",
            string.Concat(parts.Select((part, i) => part.Image(6 + i, "/ColorSpace/DeviceGray/Filter/FlateDecode", part.Deflated()))));
    }

    private static Bitmap Turned(Bitmap page) => page.OnItsSide().OnItsSide();

    /// <summary>Every byte as itself in 9 bits, the table cleared before codes would grow longer.</summary>
    private static byte[] Lzw(byte[] rows)
    {
        const int Clear = 256;
        const int End = 257;
        var bits = string.Concat(rows.Chunk(200).SelectMany(chunk => chunk.Select(b => (int)b).Prepend(Clear)).Append(End).Select(code => Convert.ToString(code, 2).PadLeft(9, '0')));
        return [.. bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight).PadRight(8, '0'), 2))];
    }

    private static PdfScan Scan(byte[] file) =>
        Assert.Single(Assert.IsType<PdfResult<PdfDocument>.Ok>(PdfDocument.Open(file, PdfLimits.Default, TimeProvider.System)).Value.ReadScans([1]));

    private static async Task<PageRecognition> ReadAsync(byte[] file)
    {
        Assert.SkipWhen(Tesseract.Installed is null, "tesseract with spa and cat is not installed.");
        var scan = Scan(file);
        Assert.NotNull(scan.File);
        return await Tesseract.Installed.ReadAsync(scan, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("tesseract read nothing.");
    }
}
