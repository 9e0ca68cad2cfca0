using System.Buffers.Binary;

namespace IntakePipeline.Memorias.Pdf.Pictures;

/// <summary>Puts deflated rows with PNG predictors into a PNG file, as they are: the PDF's predictor of that name is PNG's own.</summary>
internal static class PngFile
{
    private const byte GrayType = 0;
    private const byte RgbType = 2;
    private const byte PaletteType = 3;
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n => CrcOf((uint)n))];

    /// <summary>The file.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="bits">Bits per component.</param>
    /// <param name="colors">What they mean.</param>
    /// <param name="data">The deflated rows.</param>
    public static byte[]? Write(int width, int height, int bits, PictureColors colors, ReadOnlySpan<byte> data)
    {
        // PNG's grey goes from black to white; the other way round it takes a palette.
        var palette = colors.Palette ?? (colors.ZeroIsWhite && bits <= 8 ? [.. Enumerable.Range(0, 256).SelectMany(i => Enumerable.Repeat(Inverted(i, bits), 3))] : null);
        if ((colors.ZeroIsWhite && palette is null) || (palette is not null && bits > 8))
            return null;
        using var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n\x1A\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)bits, palette is not null ? PaletteType : colors.Components == 3 ? RgbType : GrayType);
        Chunk(file, "IHDR"u8, header);
        if (palette is not null)
            Chunk(file, "PLTE"u8, palette.AsSpan(0, Math.Min(palette.Length, 3 << bits)));
        Chunk(file, "IDAT"u8, data);
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte Inverted(int value, int bits)
    {
        var most = (1 << bits) - 1;
        return (byte)(255 - (Math.Min(value, most) * 255 / most));
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data)
            crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    private static uint CrcOf(uint n)
    {
        for (var bit = 0; bit < 8; bit++)
            n = (n & 1) != 0 ? 0xEDB88320 ^ (n >> 1) : n >> 1;
        return n;
    }
}
