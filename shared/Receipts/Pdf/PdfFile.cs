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
    private readonly ArrayBufferWriter<byte> body = new(64 * 1024);
    private readonly List<int> offsets = [];

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

    /// <summary>Ends the file.</summary>
    /// <param name="root">The document's catalogue.</param>
    /// <param name="info">The document's information dictionary.</param>
    public byte[] ToBytes(PdfReference root, PdfReference info)
    {
        var id = Convert.ToHexString(SHA256.HashData(body.WrittenSpan).AsSpan(0, 16));
        var table = body.WrittenCount;
        Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in offsets)
            Write(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        Write(string.Create(CultureInfo.InvariantCulture,
            $"trailer\n<</Size {offsets.Count + 1}/Root {root}/Info {info}/ID[<{id}><{id}>]>>\nstartxref\n{table}\n%%EOF\n"));
        return body.WrittenSpan.ToArray();
    }

    private void Begin(PdfReference reference)
    {
        offsets[reference.Number - 1] = body.WrittenCount;
        Write(string.Create(CultureInfo.InvariantCulture, $"{reference.Number} 0 obj\n"));
    }

    private void Write(string ascii) => body.Advance(Encoding.ASCII.GetBytes(ascii, body.GetSpan(ascii.Length)));
}
