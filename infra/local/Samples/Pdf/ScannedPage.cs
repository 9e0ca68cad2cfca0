namespace IntakePipeline.Local.Samples.Pdf;

/// <summary>A page as a scanner sees it: lines of dark marks on paper.</summary>
public sealed class ScannedPage
{
    /// <summary>Width of an A4 page in points.</summary>
    public const int WidthPoints = 595;

    /// <summary>Height of an A4 page in points.</summary>
    public const int HeightPoints = 842;

    private const int PointsPerInch = 72;
    private const byte Paper = 244;
    private const byte Ink = 36;

    private readonly int bytesPerRow;

    private ScannedPage(int width, int height, int bitsPerPixel)
    {
        (Width, Height, BitsPerPixel) = (width, height, bitsPerPixel);
        bytesPerRow = ((width * bitsPerPixel) + 7) / 8;
        Pixels = new byte[bytesPerRow * height];
        Pixels.AsSpan().Fill(bitsPerPixel == 1 ? (byte)0xFF : Paper);
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>1 for black and white, 8 for grey.</summary>
    public int BitsPerPixel { get; }

    /// <summary>Rows from the top, each from the left and padded to whole bytes; 0 is black.</summary>
    internal byte[] Pixels { get; }

    /// <summary>Scans a written page in black and white.</summary>
    /// <param name="ppp">Points per inch, as the call has it (200).</param>
    /// <param name="seed">Which page: another seed, other marks.</param>
    public static ScannedPage BlackAndWhite(int ppp, int seed) => Written(ppp, 1, seed);

    /// <summary>Scans a written page in grey.</summary>
    /// <param name="ppp">Points per inch.</param>
    /// <param name="seed">Which page.</param>
    public static ScannedPage Grey(int ppp, int seed) => Written(ppp, 8, seed);

    private static ScannedPage Written(int ppp, int bitsPerPixel, int seed)
    {
        var page = new ScannedPage((int)Math.Round(WidthPoints * ppp / (double)PointsPerInch), (int)Math.Round(HeightPoints * ppp / (double)PointsPerInch), bitsPerPixel);
#pragma warning disable CA5394 // A drawing; the fixed seed makes it the same every time.
        var random = new Random(seed);
        var (margin, line, letter) = (ppp * 9 / 10, ppp * 22 / 100, ppp / 16);
        for (var y = margin; y < page.Height - margin; y += line)
        {
            var end = page.Width - margin - random.Next(random.Next(5) == 0 ? page.Width / 2 : letter * 4);
            for (var x = margin; x < end; x += letter)
            {
                // One mark in six is a space; the others are a stem and a bowl or a bar.
                if (random.Next(6) == 0)
                    continue;
                var height = random.Next(4) == 0 ? line * 6 / 10 : line * 4 / 10;
                var stroke = Math.Max(2, ppp / 90);
                var base0 = y + (line * 6 / 10);
                page.Fill(x, base0 - height, stroke, height);
                page.Fill(x, base0 - (random.Next(2) * height / 2) - stroke, letter * 6 / 10, stroke);
                if (random.Next(2) == 0)
                    page.Fill(x + (letter * 5 / 10), base0 - (line * 4 / 10), stroke, line * 4 / 10);
            }
        }
#pragma warning restore CA5394

        return page;
    }

    private void Fill(int left, int top, int width, int height)
    {
        for (var y = Math.Max(0, top); y < Math.Min(Height, top + height); y++)
        {
            for (var x = Math.Max(0, left); x < Math.Min(Width, left + width); x++)
            {
                if (BitsPerPixel == 1)
                    Pixels[(y * bytesPerRow) + (x / 8)] &= (byte)~(0x80 >> (x % 8));
                else
                    Pixels[(y * bytesPerRow) + x] = Ink;
            }
        }
    }
}
