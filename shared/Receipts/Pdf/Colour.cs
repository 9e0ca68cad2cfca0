namespace IntakePipeline.Receipts.Pdf;

/// <summary>A colour of light, each part 0–1.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    /// <summary>The colour <c>0xRRGGBB</c>.</summary>
    public static Colour FromRgb(int rgb) => new((rgb >> 16) / 255d, ((rgb >> 8) & 0xFF) / 255d, (rgb & 0xFF) / 255d);
}
