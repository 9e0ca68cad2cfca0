using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Memorias;

/// <summary>How a page came to be.</summary>
public enum PageKind
{
    /// <summary>Written by a program: text and drawings, with or without pictures.</summary>
    BornDigital,

    /// <summary>A picture of paper.</summary>
    Scan,

    /// <summary>A picture of paper with a text layer that character recognition put there.</summary>
    ScanWithText,

    /// <summary>Nothing on it.</summary>
    Blank,
}

/// <summary>What there is to know about a page.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">How it came to be.</param>
/// <param name="Scan">Resolution and colour of the scan; null unless it is one.</param>
/// <param name="Coverage">Share of the page under pictures, strips added up, 0 to 1.</param>
/// <param name="TextConfidence">Share of the glyphs whose character is known, 0 to 1; null without glyphs.</param>
/// <param name="Images">Every image, masks included.</param>
/// <param name="Words">Every word.</param>
public sealed record PageFacts(
    int Number, PageKind Kind, ScanQuality? Scan, double Coverage, double? TextConfidence, IReadOnlyList<PdfImage> Images, IReadOnlyList<PdfWord> Words)
{
    /// <summary>What character recognition read on it here; null unless it is a scan without a text layer that was read so.</summary>
    public PageRecognition? Recognition { get; init; }

    /// <summary>From this share of the page on, pictures make it a scan: a logo or a photograph in the text does not reach it.</summary>
    public const double ScanCoverage = 0.5;

    /// <summary>A scan may carry a stamp or a page number that a program added, but no more visible words than this.</summary>
    private const int StampWords = 40;

    /// <summary>Images below this share of the page say nothing about how it was scanned.</summary>
    private const double Speck = 0.001;

    /// <summary>Judges a page.</summary>
    public static PageFacts Of(PdfPage page)
    {
        var pictures = page.Images.Where(image => image.Kind != PdfImageKind.Mask && image.Coverage > Speck).ToList();
        var coverage = Math.Min(1, pictures.Sum(image => image.Coverage));
        var hidden = page.Words.Count(word => word.Hidden);
        var visible = page.Words.Count - hidden;
        var glyphs = page.MappedGlyphs + page.UnmappedGlyphs;
        var scan = coverage >= ScanCoverage ? ScanQuality.Of(pictures) : null;
        // With words on it only a bilevel picture is surely paper: the rest may be a page with a large photograph or background.
        var isScan = scan is not null && (visible == 0 || (visible <= StampWords && scan.IsBlackAndWhite)) && (page.UnmappedGlyphs == 0 || hidden > 0 || visible == 0);
        var kind = isScan ? hidden > 0 ? PageKind.ScanWithText : PageKind.Scan
            : glyphs == 0 && pictures.Count == 0 && !page.HasInk ? PageKind.Blank
            : PageKind.BornDigital;
        return new PageFacts(page.Number, kind, isScan ? scan : null, coverage, glyphs == 0 ? null : (double)page.MappedGlyphs / glyphs, page.Images, page.Words);
    }
}

/// <summary>How a page was scanned.</summary>
/// <param name="XPpi">Points per inch (<c>ppp</c>) along the scanner's rows, at the size displayed.</param>
/// <param name="YPpi">Points per inch along its columns.</param>
/// <param name="IsBlackAndWhite">One bit a point.</param>
/// <param name="Color">Grey or colour, where it is not black and white.</param>
public sealed record ScanQuality(double XPpi, double YPpi, bool IsBlackAndWhite, PdfColor Color)
{
    /// <summary>The lower of both directions: a scan is as good as its coarser one.</summary>
    public double Ppi => Math.Min(XPpi, YPpi);

    /// <summary>
    /// Sums up the images of a scanned page. Strips share one resolution and count together. Scanners that part text from background lay a coarse
    /// picture under a fine one: the finest layer over most of the page says how well the text can be read, any layer with greys or colours makes it grey or coloured.
    /// </summary>
    public static ScanQuality Of(IReadOnlyList<PdfImage> pictures)
    {
        var layers = pictures.GroupBy(image => (Math.Round(image.XPpi), Math.Round(image.YPpi)))
            .Select(layer => (Image: layer.First(), Coverage: layer.Sum(image => image.Coverage))).ToList();
        var widest = layers.Max(layer => layer.Coverage);
        var finest = layers.Where(layer => layer.Coverage >= widest / 2).MaxBy(layer => Math.Min(layer.Image.XPpi, layer.Image.YPpi)).Image;
        var shaded = pictures.Where(image => image.BitsPerComponent != 1).ToList();
        var color = shaded.Exists(image => image.Color == PdfColor.Color) ? PdfColor.Color : shaded.Count > 0 ? shaded[0].Color : PdfColor.Gray;
        return new ScanQuality(finest.XPpi, finest.YPpi, shaded.Count == 0, color);
    }
}
