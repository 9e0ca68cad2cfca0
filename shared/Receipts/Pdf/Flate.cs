using System.IO.Compression;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>The compression of PDF streams (FlateDecode: zlib).</summary>
internal static class Flate
{
    /// <summary>Compresses <paramref name="data"/>; the same data give the same bytes on the same runtime.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        using var output = new MemoryStream(data.Length / 2);
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        return output.ToArray();
    }
}
