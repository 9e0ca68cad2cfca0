using System.Text;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>Builds the parts of a font in the Compact Font Format that say what its codes mean; its glyphs draw nothing.</summary>
internal static class CffFont
{
    /// <param name="glyphs">How many, that of number 0 included.</param>
    /// <param name="charset">The list itself, or one byte for a predefined one.</param>
    /// <param name="encoding">Likewise.</param>
    /// <param name="strings">The font's own strings.</param>
    /// <param name="more">More operators of the top dictionary.</param>
    public static byte[] Make(int glyphs, byte[] charset, byte[] encoding, string[]? strings = null, byte[]? more = null)
    {
        byte[] names = [1, 0, 4, 2, .. Index(["Font"u8.ToArray()])];
        var texts = Index([.. (strings ?? []).Select(Encoding.Latin1.GetBytes)]);
        // An offset always takes five bytes, so that the dictionary's size does not depend on it.
        var rest = names.Length + Index([new byte[18 + (more?.Length ?? 0)]]).Length + texts.Length + 2;
        var (charsetAt, encodingAt) = (charset.Length == 1 ? charset[0] : rest, encoding.Length == 1 ? encoding[0] : rest + charset.Length);
        byte[] top = [.. more ?? [], .. Offset(charsetAt), 15, .. Offset(encodingAt), 16, .. Offset(rest + charset.Length + encoding.Length), 17];
        // Between the strings and the rest stand the subroutines: none.
        return [.. names, .. Index([top]), .. texts, 0, 0, .. charset, .. encoding, .. Index([.. Enumerable.Repeat<byte[]>([14], glyphs)])];
    }

    private static byte[] Offset(int value) => [29, (byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Index(byte[][] entries)
    {
        if (entries.Length == 0)
            return [0, 0];
        var offsets = new List<byte>();
        var at = 1;
        foreach (var length in entries.Select(entry => entry.Length).Append(0))
        {
            offsets.AddRange([(byte)(at >> 8), (byte)at]);
            at += length;
        }

        return [(byte)(entries.Length >> 8), (byte)entries.Length, 2, .. offsets, .. entries.SelectMany(entry => entry)];
    }
}
