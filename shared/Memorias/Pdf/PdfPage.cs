namespace IntakePipeline.Memorias.Pdf;

/// <summary>What one page shows. Places are points (1/72 inch) from the upper left corner of the page as displayed, its rotation applied.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Width">Width as displayed, in points.</param>
/// <param name="Height">Height as displayed, in points.</param>
/// <param name="Images">Every image placed, in the order painted; soft masks beside the image they belong to.</param>
/// <param name="Words">The words in the order painted, which is the reading order of all common writers.</param>
/// <param name="UnmappedGlyphs">Glyphs whose font does not say which character they are.</param>
/// <param name="MappedGlyphs">Glyphs that could be read as characters.</param>
/// <param name="HasInk">Something other than text and images is painted in another colour than white.</param>
public sealed record PdfPage(
    int Number, double Width, double Height, IReadOnlyList<PdfImage> Images, IReadOnlyList<PdfWord> Words, int UnmappedGlyphs, int MappedGlyphs, bool HasInk);

/// <summary>A word. Hyphens at line ends are kept.</summary>
/// <param name="Text">In Unicode, composed (NFC).</param>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge.</param>
/// <param name="Hidden">Not painted, or painted over by a later image: a text layer under or over a scan.</param>
public readonly record struct PdfWord(string Text, float Left, float Top, float Right, float Bottom, bool Hidden);

/// <summary>What an image is used as.</summary>
public enum PdfImageKind
{
    /// <summary>A picture.</summary>
    Image,

    /// <summary>A one-bit image painted in the current colour where it is set.</summary>
    Stencil,

    /// <summary>Says how opaque another image is; not seen itself.</summary>
    Mask,
}

/// <summary>Families of colour spaces.</summary>
public enum PdfColor
{
    /// <summary>Not said, or not understood.</summary>
    Unknown,

    /// <summary>One grey component; with one bit, black and white.</summary>
    Gray,

    /// <summary>Colour components, or a palette.</summary>
    Color,
}

/// <summary>An image as placed on a page; its data is never decoded.</summary>
/// <param name="Kind">Picture, stencil or mask.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="BitsPerComponent">1, 2, 4, 8 or 16; 0 when not said.</param>
/// <param name="Color">Family of its colour space.</param>
/// <param name="Filter">Its last filter, e.g. <c>CCITTFaxDecode</c>; null when the data is plain.</param>
/// <param name="XPpi">Pixels per inch along its rows, at the size it is displayed; 0 when it is placed without size.</param>
/// <param name="YPpi">Pixels per inch along its columns. On a turned page these may run across.</param>
/// <param name="Coverage">Share of the page it covers inside the clip, 0 to 1.</param>
public sealed record PdfImage(
    PdfImageKind Kind, int Width, int Height, int BitsPerComponent, PdfColor Color, string? Filter, double XPpi, double YPpi, double Coverage);
