using System.Globalization;
using System.IO.Compression;
using System.Text;
using IntakePipeline.Tests.Memorias.Pdf;

namespace IntakePipeline.Tests.Memorias.Extraction;

/// <summary>Draws strings on A4 pages, from the top down; over the picture of a scan they are a hidden layer.</summary>
internal sealed class DrawnPages(bool scanned)
{
    private const int Top = 790;
    private const int Bottom = 60;
    private const int Width = 1653;
    private const int Height = 2339;

    private readonly ObjectFile _file = new();
    private readonly StringBuilder _content = new();
    private int _fonts;
    private int _picture;

    /// <summary>Baseline of the next line.</summary>
    public int Y { get; private set; } = Top;

    /// <summary>Moves down.</summary>
    public void Down(int points) => Y -= points;

    /// <summary>Writes a text on the present line.</summary>
    public void Write(double x, string text, double size = 10)
    {
        // WinAnsi is Latin-1 but for the euro, the dash and the bullet.
        var hex = Convert.ToHexString(Encoding.Latin1.GetBytes(text.Replace('€', '\u0080').Replace('–', '\u0096').Replace('•', '\u0095')));
        _content.Append(CultureInfo.InvariantCulture, $"/F {size} Tf 1 0 0 1 {x:F1} {Y} Tm <{hex}> Tj\n");
    }

    /// <summary>Writes a text so that it ends there, as amounts stand in tables.</summary>
    public void WriteRight(double right, string text, double size = 10) => Write(right - (text.Sum(Wide) * size), text, size);

    /// <summary>Begins a new page if fewer than so many points are left.</summary>
    public void Keep(int points)
    {
        if (Y - points < Bottom)
            EndPage();
    }

    /// <summary>Ends the page.</summary>
    public void EndPage()
    {
        if (_fonts == 0)
            _fonts = _file.Add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        if (scanned && _picture == 0)
            _picture = _file.AddStream($"/Type/XObject/Subtype/Image/Width {Width}/Height {Height}/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode", Paper());
        _file.AddPage(
            (scanned ? "q 595 0 0 842 0 0 cm /P Do Q\n" : "") + $"BT {(scanned ? "3 Tr" : "")}\n{_content}ET",
            $"/Font<</F {_fonts} 0 R>>" + (scanned ? $"/XObject<</P {_picture} 0 R>>" : ""));
        _content.Clear();
        Y = Top;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        if (_content.Length > 0)
            EndPage();
        return _file.ToBytes();
    }

    /// <summary>Ems of a character of Helvetica, near enough to align by.</summary>
    private static double Wide(char c) => char.IsDigit(c) || c == '€' ? 0.556 : c is '.' or ',' or ' ' ? 0.278 : 0.5;

    private static byte[] Paper()
    {
        var pixels = new byte[(Width + 7) / 8 * Height];
        pixels.AsSpan().Fill(0xFF);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(pixels);
        return packed.ToArray();
    }
}
