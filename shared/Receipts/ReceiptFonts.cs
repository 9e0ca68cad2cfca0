using IntakePipeline.Receipts.Fonts;
using IntakePipeline.Receipts.Pdf;

namespace IntakePipeline.Receipts;

/// <summary>The typefaces of the receipts: DejaVu, read once from the assembly.</summary>
internal static class ReceiptFonts
{
    /// <summary>Running text.</summary>
    public static FontFace Regular { get; } = Load("DejaVuSansCondensed", LatinOne);

    /// <summary>Titles and figures that matter.</summary>
    public static FontFace Bold { get; } = Load("DejaVuSansCondensed-Bold", LatinOne);

    /// <summary>Digests and codes.</summary>
    public static FontFace Mono { get; } = Load("DejaVuSansMono", Ascii);

    private static IEnumerable<int> Ascii => Enumerable.Range(0x20, 0x5F);

    // The letters of both languages and of their neighbours, the Catalan l with its dot, dashes, quotes, the ellipsis and the euro.
    private static IEnumerable<int> LatinOne => [.. Ascii, .. Enumerable.Range(0xA0, 0x60), .. "Ŀŀ–—‘’“”•…€"];

    private static FontFace Load(string name, IEnumerable<int> common)
    {
        using var resource = typeof(ReceiptFonts).Assembly.GetManifestResourceStream($"Fonts.{name}.ttf")
            ?? throw new InvalidOperationException($"The assembly was built without its font {name}.");
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return new FontFace(new TrueTypeFont(file), common);
    }
}
