using System.Globalization;
using System.IO.Compression;
using System.Text;
using IntakePipeline.Tests.Memorias.Pdf;
using IntakePipeline.Tests.Receipts;

namespace IntakePipeline.Tests.Memorias.Recognition;

/// <summary>The upper lines of a scanned page, one bit a dot, 1 is black; and PDFs that show them in every way a scanner may store them.</summary>
internal sealed record Bitmap(int Width, int Height, byte[] Rows)
{
    private const int Top = 150;
    private const int Lines = 300;

    public int RowBytes => (Width + 7) / 8;

    /// <summary>«1. MEMORIA TÉCNICA DE DISEÑO», as poppler draws it at 200 points per inch. The test is skipped where poppler is missing.</summary>
    public static async Task<Bitmap> HeadingAsync()
    {
        var picture = await ExternalTool.RunForBytesAsync("pdftoppm", Samples.Read("scan_g4_200_001p"), "-r", "200", "-mono", "{}");
        // «P4», then width and height, then the rows.
        var head = Encoding.ASCII.GetString(picture, 0, 40).Split([' ', '\n'], 4);
        var width = int.Parse(head[1], CultureInfo.InvariantCulture);
        var start = head[0].Length + head[1].Length + head[2].Length + 3;
        var rowBytes = (width + 7) / 8;
        return new Bitmap(width, Lines, picture[(start + (Top * rowBytes))..(start + ((Top + Lines) * rowBytes))]);
    }

    public Bitmap Inverted() => this with { Rows = Array.ConvertAll(Rows, b => (byte)~b) };

    /// <summary>Some of its rows.</summary>
    public Bitmap Part(int from, int count) => this with { Height = count, Rows = Rows[(from * RowBytes)..((from + count) * RowBytes)] };

    /// <summary>Turned by a quarter so that a page turned the other way shows it upright.</summary>
    public Bitmap OnItsSide()
    {
        var side = new Bitmap(Height, Width, new byte[(Height + 7) / 8 * Width]);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                // The left edge becomes the lower one.
                if ((Rows[(y * RowBytes) + (x / 8)] & (0x80 >> (x % 8))) != 0)
                    side.Rows[((Width - 1 - x) * side.RowBytes) + (y / 8)] |= (byte)(0x80 >> (y % 8));
            }
        }

        return side;
    }

    public byte[] Deflated(bool pngPredictor = false)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var row in Rows.Chunk(RowBytes))
            {
                if (pngPredictor)
                    zlib.WriteByte(0);
                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    /// <summary>A page of just this picture's size.</summary>
    /// <param name="entries">Of the image besides its size and depth.</param>
    /// <param name="data">Its data.</param>
    /// <param name="place">The matrix that places it on the page.</param>
    /// <param name="page">More entries of the page.</param>
    public byte[] Page(string entries, byte[] data, string? place = null, string page = "") => Tiny.File(
        $"q {place ?? Invariant($"{Width * 0.36:0.##} 0 0 {Height * 0.36:0.##} 0 0")} cm /I Do Q", "/XObject<</I 6 0 R>>",
        page.Length > 0 ? page : Invariant($"/MediaBox[0 0 {Width * 0.36:0.##} {Height * 0.36:0.##}]"), Image(6, entries, data));

    public string Image(int number, string entries, byte[] data) => Invariant($"{number} 0 obj\n<</Subtype/Image/Width {Width}/Height {Height}/BitsPerComponent 1 {entries} /Length {data.Length}>>\nstream\n")
        + Encoding.Latin1.GetString(data) + "\nendstream\nendobj\n";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
