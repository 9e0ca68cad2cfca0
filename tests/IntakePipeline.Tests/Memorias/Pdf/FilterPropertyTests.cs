using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Pdf.Filters;
using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>What holds of filters and lexer for all bytes.</summary>
public sealed class FilterPropertyTests
{
    private static readonly Arbitrary<byte[]> Bytes = Gen.Choose(0, 255).Select(n => (byte)n).ArrayOf().ToArbitrary();

    [Fact]
    public void What_is_deflated_comes_back_and_cut_off_it_is_a_beginning() => Check.QuickThrowOnFailure(Prop.ForAll(Bytes, Gen.Choose(0, 100).ToArbitrary(), (plain, share) =>
    {
        var packed = Deflated(plain);
        var cut = Run(output => Flate.Decode(packed.AsMemory(0, packed.Length * share / 100), output));
        return Run(output => Flate.Decode(packed, output)).SequenceEqual(plain) && plain.AsSpan().StartsWith(cut);
    }));

    [Fact]
    public void Hexadecimal_comes_back_with_white_space_anywhere() => Check.QuickThrowOnFailure(Prop.ForAll(Bytes, plain =>
    {
        var written = string.Join('\n', Convert.ToHexString(plain).Chunk(3).Select(chunk => new string(chunk))) + ">";
        return Run(output => AsciiFilters.DecodeHex(Encoding.ASCII.GetBytes(written), output)).SequenceEqual(plain);
    }));

    [Fact]
    public void Runs_come_back() => Check.QuickThrowOnFailure(Prop.ForAll(Bytes, plain =>
    {
        // Every byte as a run of two, then the end.
        byte[] written = [.. plain.SelectMany(b => (byte[])[255, b]), 128, 1, 2];
        return Run(output => AsciiFilters.DecodeRunLength(written, output)).SequenceEqual(plain.SelectMany(b => (byte[])[b, b]));
    }));

    [Fact]
    public void No_filter_minds_what_bytes_it_is_given() => Check.QuickThrowOnFailure(Prop.ForAll(Bytes, bytes =>
    {
        Run(output => Flate.Decode(bytes, output));
        Run(output => Lzw.Decode(bytes, output, earlyChange: bytes.Length % 2 == 0));
        Run(output => AsciiFilters.Decode85(bytes, output));
        Run(output => AsciiFilters.DecodeHex(bytes, output));
        Run(output => AsciiFilters.DecodeRunLength(bytes, output));
    }));

    [Fact]
    public void Strings_in_brackets_are_one_token_whatever_is_in_them() => Check.QuickThrowOnFailure(Prop.ForAll(Bytes, plain =>
    {
        byte[] escaped = [.. plain.SelectMany(b => b is (byte)'(' or (byte)')' or (byte)'\\' ? [(byte)'\\', b] : new[] { b })];
        var lexer = new Lexer([(byte)'(', .. escaped, (byte)')', .. " Tj"u8], 0);
        var token = lexer.Next();
        return token.Kind == TokenKind.LiteralString && PdfStrings.Bytes(token.Kind, lexer.Bytes(token)).SequenceEqual(plain) && lexer.Is(lexer.Next(), "Tj"u8);
    }));

    [Fact]
    public void Content_reads_the_same_however_it_is_cut_into_windows() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 400_000).ToArbitrary(), padding =>
    {
        // The text stands anywhere against the borders of the windows; white space, comments and a string too long for one come before it.
        const string text = "BT /F 12 Tf 50 700 Td [(Ho)-10(la)] TJ 0 -20 Td (m\\363n) Tj ET";
        var before = new string(' ', padding) + "%" + new string('x', padding / 2) + "\n(" + new string('y', padding / 3) + ") pop ";
        var packed = Encoding.Latin1.GetString(Deflated(Encoding.Latin1.GetBytes(before + text)));
        var page = AgreementTests.Pages(Tiny.File(packed, "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>", contentEntries: "/Filter/FlateDecode"))[0];
        return page.Words.Select(word => word.Text).SequenceEqual(["Hola", "món"]);
    }));

    private static byte[] Run(Action<PooledBuffer> filter)
    {
        using var output = new PooledBuffer(new PdfBudget(PdfLimits.Default, TimeProvider.System));
        filter(output);
        return output.Span.ToArray();
    }

    private static byte[] Deflated(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(plain);
        return packed.ToArray();
    }
}
