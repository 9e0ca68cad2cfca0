using System.Text;

namespace IntakePipeline.Memorias.Pdf.Objects;

/// <summary>Reads text strings, as titles, field values and ActualText are written (ISO 32000-2, 7.9.2.2).</summary>
internal static class PdfTextString
{
    /// <summary>Where PDFDocEncoding is not Latin-1: codes 0x18–0x1F and 0x80–0xA0.</summary>
    private const string Low = "\u02D8\u02C7\u02C6\u02D9\u02DD\u02DB\u02DA\u02DC";
    private const string High = "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203A\u2212\u2030\u201E\u201C\u201D\u2018\u2019\u201A\u2122\uFB01\uFB02\u0141\u0152\u0160\u0178\u017D\u0131\u0142\u0153\u0161\u017E\uFFFD\u20AC";

    public static string Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            return Encoding.UTF8.GetString(bytes[3..]);
        return string.Create(bytes.Length, bytes, static (characters, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                characters[i] = Character(source[i]);
        });
    }

    private static char Character(byte b) => b switch
    {
        >= 0x18 and <= 0x1F => Low[b - 0x18],
        >= 0x80 and <= 0xA0 => High[b - 0x80],
        _ => (char)b,
    };
}
