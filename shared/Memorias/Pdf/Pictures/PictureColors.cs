using IntakePipeline.Memorias.Pdf.Content;
using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Pictures;

/// <summary>What the samples of an image mean, as far as picture files can say it.</summary>
/// <param name="Components">1 or 3 a pixel.</param>
/// <param name="ZeroIsWhite">Of one component: its lowest value is white, not black.</param>
/// <param name="Palette">Red, green and blue of each value; null without a palette.</param>
internal sealed record PictureColors(int Components, bool ZeroIsWhite, byte[]? Palette)
{
    /// <summary>Colour spaces built on others: a few steps are all that honest files need.</summary>
    private const int MaxSteps = 8;

    private static readonly PictureColors Gray = new(1, ZeroIsWhite: false, null);
    private static readonly PictureColors Rgb = new(3, ZeroIsWhite: false, null);

    /// <summary>The colours of an image; null when picture files cannot say them.</summary>
    public static PictureColors? Of(PlacedImage placed, ObjectStore objects)
    {
        var dictionary = placed.Stream.Dictionary;
        var stencil = placed.Image.Kind == PdfImageKind.Stencil;
        // A stencil paints where its samples are 0; on a scan it paints black.
        var colors = stencil || (objects.Resolve(dictionary["ColorSpace"]).IsNull && placed.Image.BitsPerComponent == 1)
            ? Gray
            : Of(objects.Resolve(dictionary["ColorSpace"]), placed.Resources, objects);
        if (colors is null || objects.Resolve(dictionary["Decode"]).Array is not { Length: >= 2 } decode)
            return colors;
        var turned = (objects.Resolve(decode[0]).Number ?? 0) > (objects.Resolve(decode[1]).Number ?? 1);
        return !turned ? colors : colors is { Components: 1, Palette: null } ? colors with { ZeroIsWhite = !colors.ZeroIsWhite } : null;
    }

    private static PictureColors? Of(PdfValue space, Resources resources, ObjectStore objects)
    {
        for (var steps = 0; steps < MaxSteps; steps++)
        {
            var array = space.Array;
            switch (space.Name ?? (array is { Length: > 0 } ? objects.Resolve(array[0]).Name : null))
            {
                case "DeviceGray" or "G" or "CalGray":
                    return Gray;
                case "DeviceRGB" or "RGB" or "CalRGB":
                    return Rgb;
                case "Separation":
                    // A tint: none of it is paper.
                    return Gray with { ZeroIsWhite = true };
                case "ICCBased" when array is { Length: > 1 }:
                    return (objects.Resolve(array[1]).Dictionary is { } profile ? objects.Resolve(profile["N"]).Integer : null) switch { 1 => Gray, 3 => Rgb, _ => null };
                case "Indexed" or "I" when array is { Length: > 3 }:
                    var under = objects.Resolve(array[1]);
                    return (under.Array is { Length: > 0 } kind ? objects.Resolve(kind[0]).Name : null) is "Indexed" or "I" || Of(under, resources, objects) is not { Palette: null } basis
                        ? null
                        : PaletteOf(objects.Resolve(array[3]), basis, objects);
                case { } name when space.Name is not null:
                    space = objects.Resolve(resources.Find("ColorSpace", name));
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static PictureColors? PaletteOf(PdfValue lookup, PictureColors basis, ObjectStore objects)
    {
        using var decoded = lookup.Stream is { } stream ? objects.Decoder.Decode(stream) : null;
        var table = decoded is null ? lookup.Text ?? [] : decoded.Span;
        var palette = new byte[256 * 3];
        for (var i = 0; i < 256 && (i + 1) * basis.Components <= table.Length; i++)
        {
            for (var part = 0; part < 3; part++)
            {
                var value = table[basis.Components == 3 ? (i * 3) + part : i];
                palette[(i * 3) + part] = basis.ZeroIsWhite ? (byte)(255 - value) : value;
            }
        }

        return table.Length == 0 ? null : new PictureColors(1, ZeroIsWhite: false, palette);
    }
}
