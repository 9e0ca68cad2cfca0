using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>Names an object of the file.</summary>
internal readonly record struct PdfReference(int Number)
{
    /// <summary>As other objects refer to it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} 0 R");
}

/// <summary>
/// A PDF file as it is written: numbered objects, then the table of where each begins (ISO 32000-1, 7.5). Knows nothing of pages or fonts. There is no
/// clock and no chance in it: the file's identifier comes from its content.
/// </summary>
internal sealed class PdfFile
{
    // Three offsets and the spaces between them.
    private const int RangeWidth = 32;

    private readonly ArrayBufferWriter<byte> body = new(64 * 1024);
    private readonly List<int> offsets = [];
    private (int RangeAt, int Start, int End) signature;

    public PdfFile()
    {
        // The four high bytes tell transfer programs that the file is binary (7.5.2).
        body.Write("%PDF-1.7\n%"u8);
        body.Write((ReadOnlySpan<byte>)[0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>A number for an object that is defined later; every reserved one must be.</summary>
    public PdfReference Reserve()
    {
        offsets.Add(0);
        return new PdfReference(offsets.Count);
    }

    /// <summary>Writes an object. Values stand in it as PDF writes them; numbers are formatted without regard to culture.</summary>
    public PdfReference Add(FormattableString value)
    {
        var reference = Reserve();
        Define(reference, value);
        return reference;
    }

    /// <summary>Writes the object that <paramref name="reference"/> was reserved for.</summary>
    public void Define(PdfReference reference, FormattableString value)
    {
        Begin(reference);
        Write(FormattableString.Invariant(value));
        body.Write("\nendobj\n"u8);
    }

    /// <summary>Writes a stream of bytes that are as they are.</summary>
    /// <param name="data">The stream's bytes.</param>
    /// <param name="entries">Further entries of its dictionary.</param>
    public PdfReference AddStream(ReadOnlySpan<byte> data, string entries)
    {
        var reference = Reserve();
        Begin(reference);
        Write(string.Create(CultureInfo.InvariantCulture, $"<</Length {data.Length}{entries}>>\nstream\n"));
        body.Write(data);
        body.Write("\nendstream\nendobj\n"u8);
        return reference;
    }

    /// <summary>Writes a stream of bytes that <see cref="Flate"/> compressed.</summary>
    public PdfReference AddCompressedStream(ReadOnlySpan<byte> data, string entries = "") => AddStream(data, "/Filter/FlateDecode" + entries);

    /// <summary>Writes the dictionary of the signature over the file, with room for it (12.8.1).</summary>
    /// <param name="entries">Its entries but for the signature itself and what it covers.</param>
    /// <param name="size">Most bytes the signature has.</param>
    public PdfReference AddSignature(string entries, int size)
    {
        var reference = Reserve();
        Begin(reference);
        Write($"<<{entries}/ByteRange[0 ");
        var range = body.WrittenCount;
        Write($"{new string(' ', RangeWidth)}]/Contents");
        signature = (range, body.WrittenCount, body.WrittenCount + (2 * size) + 2);
        Write($"<{new string('0', 2 * size)}>>>\nendobj\n");
        return reference;
    }

    /// <summary>Ends the file.</summary>
    /// <param name="root">The document's catalogue.</param>
    /// <param name="info">The document's information dictionary.</param>
    /// <param name="sign">Makes the signature from the SHA-256 of all bytes but its own.</param>
    public byte[] ToBytes(PdfReference root, PdfReference info, Func<byte[], byte[]> sign)
    {
        var id = Convert.ToHexString(SHA256.HashData(body.WrittenSpan).AsSpan(0, 16));
        var table = body.WrittenCount;
        Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in offsets)
            Write(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        Write(string.Create(CultureInfo.InvariantCulture,
            $"trailer\n<</Size {offsets.Count + 1}/Root {root}/Info {info}/ID[<{id}><{id}>]>>\nstartxref\n{table}\n%%EOF\n"));
        var file = body.WrittenSpan.ToArray();
        Sign(file, sign);
        return file;
    }

    private void Sign(Span<byte> file, Func<byte[], byte[]> sign)
    {
        var (rangeAt, start, end) = signature;
        var range = string.Create(CultureInfo.InvariantCulture, $"{start} {end} {file.Length - end}");
        Encoding.ASCII.GetBytes(range.PadRight(RangeWidth), file[rangeAt..]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file[..start]);
        hash.AppendData(file[end..]);
        var signed = sign(hash.GetHashAndReset());
        Encoding.ASCII.GetBytes(Convert.ToHexString(signed), file[(start + 1)..(end - 1)]);
    }

    private void Begin(PdfReference reference)
    {
        offsets[reference.Number - 1] = body.WrittenCount;
        Write(string.Create(CultureInfo.InvariantCulture, $"{reference.Number} 0 obj\n"));
    }

    private void Write(string ascii) => body.Advance(Encoding.ASCII.GetBytes(ascii, body.GetSpan(ascii.Length)));
}
