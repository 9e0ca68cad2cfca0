using IntakePipeline.Receipts.Pdf;

namespace IntakePipeline.Receipts;

/// <summary>The colours of a receipt. Text to be read keeps a contrast of at least 4.5 : 1 on white and on the tint.</summary>
internal static class Palette
{
    public static readonly Colour Ink = Colour.FromRgb(0x1C2530);
    public static readonly Colour Quiet = Colour.FromRgb(0x56616D);
    public static readonly Colour Accent = Colour.FromRgb(0x1F3F66);
    public static readonly Colour Alarm = Colour.FromRgb(0xA61B1B);
    public static readonly Colour Line = Colour.FromRgb(0xC4CCD4);
    public static readonly Colour Tint = Colour.FromRgb(0xF1F4F7);

    public static readonly Colour Ghost = Colour.FromRgb(0xE3A9A9);
}
