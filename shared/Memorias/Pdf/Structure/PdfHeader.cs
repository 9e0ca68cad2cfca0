namespace IntakePipeline.Memorias.Pdf.Structure;

/// <summary>Tells a PDF from what is none by its first bytes.</summary>
internal static class PdfHeader
{
    /// <summary>Where <c>%PDF-</c> stands, or null when the bytes are no PDF. Bytes before it are passed over, as readers do (mail headers, printer commands).</summary>
    public static int? Find(ReadOnlySpan<byte> bytes)
    {
        if (IsOtherFormat(bytes))
            return null;
        var at = bytes.IndexOf("%PDF-"u8);
        return at >= 0 ? at : bytes.IndexOf("startxref"u8) >= 0 && bytes.IndexOf(" obj"u8) >= 0 ? 0 : null;
    }

    /// <summary>The version behind <c>%PDF-</c>; null when there is none.</summary>
    public static string? Version(ReadOnlySpan<byte> header) =>
        header is [_, _, _, _, _, var major and >= (byte)'1' and <= (byte)'2', (byte)'.', var minor and >= (byte)'0' and <= (byte)'9', ..]
            ? $"{(char)major}.{(char)minor}"
            : null;

    /// <summary>Containers that may well carry a PDF inside: the PDF in them is not what was submitted.</summary>
    private static bool IsOtherFormat(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) || bytes.StartsWith("Rar!"u8)
        || bytes.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || bytes.StartsWith("{\\rtf"u8);
}
