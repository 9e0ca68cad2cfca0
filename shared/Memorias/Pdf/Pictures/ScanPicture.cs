using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Pictures;

/// <summary>Makes a picture file of what a scanned page shows, without decoding it: compressed data goes into a file of a format that has the same compression.</summary>
/// <param name="objects">The file's objects.</param>
internal sealed class ScanPicture(ObjectStore objects)
{
    /// <summary>Larger pictures than an A3 page at 600 points per inch would only cost the other program its memory.</summary>
    private const long MaxPixels = 100_000_000;

    private const int MaxStrips = 1_000;

    /// <summary>Points by which strips may miss each other.</summary>
    private const double Gap = 1.5;

    /// <summary>Below this share of the page a picture is no scan of it.</summary>
    private const double ScanCoverage = 0.5;

    /// <summary>The picture of a page.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="placed">Every image on it that has data of its own.</param>
    public PdfScan Of(int page, IReadOnlyList<PlacedImage> placed)
    {
        var pictures = placed.Where(image => image.Image is { Kind: not PdfImageKind.Mask, Coverage: > 0 }).ToList();
        var widest = pictures.MaxBy(image => image.Image.Coverage);
        List<PlacedImage>? shown = widest is null ? null : widest.Image.Coverage >= ScanCoverage ? [widest] : Strips(pictures, widest);
        if (shown is null)
            return new PdfScan(page, null, 0, 0, 0, 0, 0);
        var (first, last) = (shown[0].Box, shown[^1].Box);
        return new PdfScan(page, FileOf(shown) is { } file ? file : default(ReadOnlyMemory<byte>?), first.Left, first.Bottom, first.Right, last.Top, Math.Min(shown[0].Image.XPpi, shown[0].Image.YPpi));
    }

    /// <summary>Scanners that send a page in strips lay them one under the other, all of one kind; null when these are not such.</summary>
    private static List<PlacedImage>? Strips(List<PlacedImage> pictures, PlacedImage widest)
    {
        var strips = pictures.Where(image => image.Image.Width == widest.Image.Width && image.Orientation == 1).OrderBy(image => image.Box.Bottom).ToList();
        for (var i = 1; i < strips.Count; i++)
        {
            var (above, below) = (strips[i - 1], strips[i]);
            if (Math.Abs(above.Box.Top - below.Box.Bottom) > Gap || Math.Abs(above.Box.Left - below.Box.Left) > Gap || above.Image.BitsPerComponent != below.Image.BitsPerComponent
                || above.Image.Filter != below.Image.Filter || (above.Image.Height != below.Image.Height && i < strips.Count - 1) || below.Image.Height > strips[0].Image.Height)
                return null;
        }

        return strips.Count is > 1 and <= MaxStrips && strips.Sum(image => image.Image.Coverage) >= ScanCoverage ? strips : null;
    }

    private byte[]? FileOf(List<PlacedImage> strips)
    {
        var image = strips[0].Image;
        var colors = PictureColors.Of(strips[0], objects);
        if (image.Width * strips.Sum(strip => (long)strip.Image.Height) > MaxPixels || (colors is null && image.Filter is not ("DCTDecode" or "JPXDecode")))
            return null;
        var data = new List<ReadOnlyMemory<byte>>();
        var parameters = PdfDictionary.Empty;
        foreach (var strip in strips)
        {
            if (objects.Decoder.DecodeButLast(strip.Stream) is not var (bytes, own))
                return null;
            data.Add(bytes);
            parameters = own;
        }

        return image.Filter switch
        {
            // They say of themselves what they are; what they cannot say is that they lie on their side.
            "DCTDecode" or "JPXDecode" => strips.Count == 1 && strips[0].Orientation == 1 ? data[0].ToArray() : null,
            "FlateDecode" when Number(parameters, "Predictor", 1) >= 10 => strips.Count == 1 && strips[0].Orientation == 1 && HasOwnColumns(parameters, image, colors!)
                ? PngFile.Write(image.Width, image.Height, image.BitsPerComponent, colors!, data[0].Span)
                : null,
            "CCITTFaxDecode" => Fax(strips, data, parameters, colors!),
            // Not run lengths: TIFF has them end with every row, the PDF does not.
            "FlateDecode" or "LZWDecode" or null => Plain(strips, data, parameters, colors!),
            _ => null,
        };
    }

    private byte[]? Fax(List<PlacedImage> strips, List<ReadOnlyMemory<byte>> data, PdfDictionary parameters, PictureColors colors)
    {
        var k = Number(parameters, "K", 0);
        var aligned = objects.Resolve(parameters["EncodedByteAlign"]).Boolean == true;
        if (Number(parameters, "Columns", 1728) != strips[0].Image.Width || (aligned && k != 0) || colors.Components != 1 || colors.Palette is { } palette && !IsBlackAndWhite(palette))
            return null;
        // Without marks between its rows TIFF can only hold them aligned to bytes.
        if (k >= 0 && !aligned && !data.TrueForAll(strip => BeginsWithLineMark(strip.Span)))
            return null;
        // Fax data says which dots are black: the PDF makes them 0, or 1 with BlackIs1, and the colour space says what that looks like.
        var dotsAreOne = objects.Resolve(parameters["BlackIs1"]).Boolean == true;
        var zeroIsWhite = colors.Palette is { } two ? two[0] > two[3] : colors.ZeroIsWhite;
        var tiff = Tiff(strips, data);
        tiff.Set(259, k < 0 ? 4u : aligned ? 2u : 3u);
        tiff.Set(262, dotsAreOne == zeroIsWhite ? 0u : 1u);
        if (k >= 0 && !aligned)
            tiff.Set(292, k > 0 ? 1u : 0u);
        return tiff.ToBytes();
    }

    /// <summary>Eleven zeros or more come before a line.</summary>
    private static bool BeginsWithLineMark(ReadOnlySpan<byte> data) => data is [0, < 32, ..];

    private byte[]? Plain(List<PlacedImage> strips, List<ReadOnlyMemory<byte>> data, PdfDictionary parameters, PictureColors colors)
    {
        var image = strips[0].Image;
        var predictor = Number(parameters, "Predictor", 1);
        if (predictor is not (1 or 2) || (image.Filter == "LZWDecode" && Number(parameters, "EarlyChange", 1) != 1) || image.BitsPerComponent is not (1 or 2 or 4 or 8)
            || (colors.Components == 3 && image.BitsPerComponent != 8) || (predictor == 2 && !HasOwnColumns(parameters, image, colors)))
            return null;
        var tiff = Tiff(strips, data);
        tiff.Set(259, image.Filter switch { "FlateDecode" => 8u, "LZWDecode" => 5u, _ => 1u });
        tiff.Set(262, colors.Palette is not null ? 3u : colors.Components == 3 ? 2u : colors.ZeroIsWhite ? 0u : 1u);
        if (predictor == 2)
            tiff.Set(317, 2u);
        if (colors.Components == 3)
        {
            tiff.Set(258, 8u, 8u, 8u);
            tiff.Set(277, 3u);
        }

        if (colors.Palette is { } palette)
        {
            // All reds, then all greens, then all blues, in 16 bits.
            var size = 1 << image.BitsPerComponent;
            tiff.Set(320, [.. Enumerable.Range(0, size * 3).Select(i => palette[(i % size * 3) + (i / size)] * 257u)]);
        }

        return tiff.ToBytes();
    }

    private static TiffFile Tiff(List<PlacedImage> strips, List<ReadOnlyMemory<byte>> data)
    {
        var image = strips[0].Image;
        var tiff = new TiffFile(image.Width, strips.Sum(strip => strip.Image.Height), data, image.Height);
        tiff.Set(258, (uint)image.BitsPerComponent);
        tiff.Set(274, (uint)strips[0].Orientation);
        tiff.Set(277, 1u);
        return tiff;
    }

    private bool HasOwnColumns(PdfDictionary parameters, PdfImage image, PictureColors colors) =>
        Number(parameters, "Columns", 1) == image.Width && Number(parameters, "Colors", 1) == colors.Components && Number(parameters, "BitsPerComponent", 8) == image.BitsPerComponent;

    private static bool IsBlackAndWhite(byte[] palette) => Math.Abs(palette[0] - palette[3]) > 100;

    private int Number(PdfDictionary parameters, string key, int otherwise) => objects.Resolve(parameters[key]).Integer ?? otherwise;
}
