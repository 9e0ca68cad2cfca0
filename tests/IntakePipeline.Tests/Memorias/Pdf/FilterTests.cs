using System.IO.Compression;
using System.Text;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Pdf.Filters;

namespace IntakePipeline.Tests.Memorias.Pdf;

public sealed class FilterTests
{
    private static readonly PdfBudget Budget = new(PdfLimits.Default, TimeProvider.System);

    [Fact]
    public void A_cut_Flate_stream_gives_all_that_came_before_the_cut()
    {
        var plain = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i} ")));
        var packed = Zlib(plain);
        using var whole = Run(output => Flate.Decode(packed, output));
        Assert.Equal(plain, whole.Span.ToArray());
        using var cut = Run(output => Flate.Decode(packed.AsMemory(0, packed.Length / 2), output));
        Assert.True(plain.AsSpan().StartsWith(cut.Span));
        Assert.InRange(cut.Length, plain.Length / 3, plain.Length);
    }

    [Fact]
    public void A_broken_Flate_stream_gives_the_tail_before_the_break()
    {
        // Stored blocks: the break is at a known byte.
        byte[] broken = [0x78, 0x9C, 0x00, 5, 0, 0xFA, 0xFF, .. "hello"u8, 0x00, 5, 0, 0, 0, .. "world"u8];
        using var output = Run(o => Flate.Decode(broken, o));
        Assert.Equal("hello", Encoding.ASCII.GetString(output.Span));
    }

    [Fact]
    public void A_wrong_checksum_does_not_matter()
    {
        var packed = Zlib("contingut"u8.ToArray());
        packed[^1] ^= 0x55;
        using var output = Run(o => Flate.Decode(packed, o));
        Assert.Equal("contingut", Encoding.ASCII.GetString(output.Span));
    }

    [Fact]
    public void LZW_decodes_the_example_of_the_standard()
    {
        using var output = Run(o => Lzw.Decode((ReadOnlySpan<byte>)[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], o, earlyChange: true));
        Assert.Equal([45, 45, 45, 45, 45, 65, 45, 45, 45, 66], output.Span.ToArray());
    }

    [Theory]
    [InlineData("87cURD]i,\"Ebo80~>", "Hello World!")]
    [InlineData("87cUR D]i,\"\nEbo7~>", "Hello World")]
    [InlineData("z~>", "\0\0\0\0")]
    public void ASCII85_decodes(string written, string plain)
    {
        using var output = Run(o => AsciiFilters.Decode85(Encoding.ASCII.GetBytes(written), o));
        Assert.Equal(plain, Encoding.ASCII.GetString(output.Span));
    }

    [Fact]
    public void Hexadecimal_fills_up_a_missing_digit_and_run_lengths_stop_at_128()
    {
        using var hex = Run(o => AsciiFilters.DecodeHex("48 6F 6C 61 7>zz"u8, o));
        Assert.Equal("Holap", Encoding.ASCII.GetString(hex.Span));
        using var runs = Run(o => AsciiFilters.DecodeRunLength((ReadOnlySpan<byte>)[2, 65, 66, 67, 254, 88, 128, 1, 1], o));
        Assert.Equal("ABCXXX", Encoding.ASCII.GetString(runs.Span));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void PNG_predictors_are_undone(byte kind)
    {
        // Encoded here by the definition, pixel of three bytes, four rows of five pixels.
        var plain = Enumerable.Range(0, 60).Select(i => (byte)(i * i * 7)).ToArray();
        var encoded = new List<byte>();
        for (var row = 0; row < 4; row++)
        {
            encoded.Add(kind);
            for (var i = 0; i < 15; i++)
            {
                int left = i < 3 ? 0 : plain[(row * 15) + i - 3], above = row == 0 ? 0 : plain[((row - 1) * 15) + i], corner = i < 3 || row == 0 ? 0 : plain[((row - 1) * 15) + i - 3];
                int p = left + above - corner, a = Math.Abs(p - left), b = Math.Abs(p - above), c = Math.Abs(p - corner);
                var paeth = a <= b && a <= c ? left : b <= c ? above : corner;
                encoded.Add((byte)(plain[(row * 15) + i] - kind switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => paeth, _ => 0 }));
            }
        }

        using var output = Run(o => o.Append([.. encoded]));
        Predictor.Undo(new(15, 3, 8, 5), output);
        Assert.Equal(plain, output.Span.ToArray());
    }

    [Fact]
    public void TIFF_predictor_is_undone()
    {
        using var output = Run(o => o.Append([10, 20, 1, 2, 5, 5, 1, 1]));
        Predictor.Undo(new(2, 2, 8, 2), output);
        Assert.Equal([10, 20, 11, 22, 5, 5, 6, 6], output.Span.ToArray());
    }

    private static PooledBuffer Run(Action<PooledBuffer> filter)
    {
        var output = new PooledBuffer(Budget);
        filter(output);
        return output;
    }

    private static byte[] Zlib(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(plain);
        return packed.ToArray();
    }
}
