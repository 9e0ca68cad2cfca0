using System.IO.Compression;
using System.Text;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>Files made to hurt a reader; those too large for the repository are built here.</summary>
internal static class Hostile
{
    /// <summary>A content stream of a few kilobytes that inflates to many megabytes of white space.</summary>
    public static byte[] ContentBomb(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            var spaces = Enumerable.Repeat((byte)' ', 1 << 20).ToArray();
            for (var i = 0; i < megabytes; i++)
                zlib.Write(spaces);
        }

        return Tiny.File(Encoding.Latin1.GetString(packed.ToArray()), contentEntries: "/Filter/FlateDecode");
    }
}
