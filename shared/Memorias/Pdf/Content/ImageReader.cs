using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>Reads what an image's dictionary says and works out how large it is shown.</summary>
internal sealed class ImageReader(ObjectStore objects)
{
    private const int MaxSide = 1_000_000;

    /// <summary>The image, or null when its dictionary gives no size.</summary>
    /// <param name="dictionary">An image's, inline or not.</param>
    /// <param name="data">Its bytes, looked at only where a JPEG 2000 header says what the dictionary does not.</param>
    /// <param name="kind">Forces a mask; otherwise the dictionary says.</param>
    /// <param name="resources">Where colour spaces are looked up by name.</param>
    /// <param name="ctm">From the unit square to display space.</param>
    /// <param name="clip">What is visible.</param>
    /// <param name="pageArea">In square points.</param>
    public PdfImage? Read(PdfDictionary dictionary, ReadOnlySpan<byte> data, PdfImageKind? kind, Resources resources, in Matrix ctm, PdfRectangle clip, double pageArea)
    {
        var jpx = default(JpxHeader?);
        var filters = objects.Decoder.Filters(dictionary);
        var filter = filters.Length > 0 ? filters[^1] : null;
        if (filter == "JPXDecode" && filters.Length == 1)
            jpx = JpxHeader.Find(data);
        var width = Get(dictionary, "Width", "W").Integer ?? jpx?.Width ?? 0;
        var height = Get(dictionary, "Height", "H").Integer ?? jpx?.Height ?? 0;
        if (width is <= 0 or > MaxSide || height is <= 0 or > MaxSide)
            return null;
        var stencil = Get(dictionary, "ImageMask", "IM").Boolean == true;
        var bits = stencil || filter is "CCITTFaxDecode" or "JBIG2Decode" ? 1 : Get(dictionary, "BitsPerComponent", "BPC").Integer ?? jpx?.Bits ?? (filter == "DCTDecode" ? 8 : 0);
        var color = stencil ? PdfColor.Gray : ColorOf(Get(dictionary, "ColorSpace", "CS"), resources);
        if (color == PdfColor.Unknown)
            color = jpx?.Color ?? (filter is "CCITTFaxDecode" or "JBIG2Decode" ? PdfColor.Gray : PdfColor.Unknown);
        return new PdfImage(kind ?? (stencil ? PdfImageKind.Stencil : PdfImageKind.Image), width, height, Math.Clamp(bits, 0, 16), color, filter, Ppi(width, ctm.A, ctm.B), Ppi(height, ctm.C, ctm.D), Coverage(ctm, clip, pageArea));
    }

    /// <summary>An entry under its full or its inline name.</summary>
    public PdfValue Get(PdfDictionary dictionary, string name, string inlineName)
    {
        var value = dictionary[name];
        return objects.Resolve(value.IsNull ? dictionary[inlineName] : value);
    }

    /// <summary>Pixels per inch along one side of the image, whichever way the page turns it.</summary>
    private static double Ppi(int pixels, double x, double y)
    {
        var points = Math.Sqrt((x * x) + (y * y));
        return points > 1e-6 && double.IsFinite(points) ? pixels * 72 / points : 0;
    }

    private static double Coverage(in Matrix ctm, PdfRectangle clip, double pageArea)
    {
        var shown = ctm.Around(new(0, 0, 1, 1)).Intersect(clip);
        if (shown.IsEmpty || !(pageArea > 0))
            return 0;
        // A tilted image is smaller than the rectangle around it.
        var own = Math.Abs((ctm.A * ctm.D) - (ctm.B * ctm.C));
        var share = Math.Min(shown.Width * shown.Height, own) / pageArea;
        return double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
    }

    private PdfColor ColorOf(PdfValue space, Resources resources)
    {
        // A name may stand for an entry of the resources, and spaces may be built on others: a few steps are all that honest files need.
        for (var steps = 0; steps < 8; steps++)
        {
            var array = space.Array;
            switch (space.Name ?? (array is { Length: > 0 } ? objects.Resolve(array[0]).Name : null))
            {
                case "DeviceGray" or "G" or "CalGray" or "Separation":
                    return PdfColor.Gray;
                case "DeviceRGB" or "RGB" or "DeviceCMYK" or "CMYK" or "CalRGB" or "Lab" or "Indexed" or "I" or "DeviceN":
                    return PdfColor.Color;
                case "ICCBased" when array is { Length: > 1 }:
                    return objects.Resolve(array[1]).Dictionary is { } profile ? Components(objects.Resolve(profile["N"]).Integer) : PdfColor.Unknown;
                case { } name when space.Name is not null:
                    space = objects.Resolve(resources.Find("ColorSpace", name));
                    break;
                default:
                    return PdfColor.Unknown;
            }
        }

        return PdfColor.Unknown;
    }

    private static PdfColor Components(int? count) => count switch
    {
        1 => PdfColor.Gray,
        3 or 4 => PdfColor.Color,
        _ => PdfColor.Unknown,
    };
}

/// <summary>The size, depth and components that a JPEG 2000 image states of itself.</summary>
internal readonly record struct JpxHeader(int Width, int Height, int Bits, PdfColor Color)
{
    /// <summary>Reads the image header box near the beginning; null when there is none.</summary>
    public static JpxHeader? Find(ReadOnlySpan<byte> data)
    {
        data = data[..Math.Min(data.Length, 512)];
        var at = data.IndexOf("ihdr"u8);
        if (at < 0 || at + 15 > data.Length)
            return null;
        var box = data[(at + 4)..];
        var components = (box[8] << 8) | box[9];
        return new((int)Number(box[4..]), (int)Number(box), (box[10] & 0x7F) + 1, components >= 3 ? PdfColor.Color : PdfColor.Gray);
    }

    private static uint Number(ReadOnlySpan<byte> bytes) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
