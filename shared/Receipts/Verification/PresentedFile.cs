using System.Text.Json;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Receipts.Verification;

/// <summary>A file that somebody presents as a receipt, read as far as it can be: nothing it says is believed yet.</summary>
/// <param name="Form">Data or document; null when it is neither.</param>
/// <param name="Receipt">The receipt it holds; null when it holds none.</param>
/// <param name="Seal">The seal it bears itself; data bear none.</param>
/// <param name="Data">The receipt's data as the file holds them; empty when it holds none.</param>
public sealed record PresentedFile(ReceiptForm? Form, Receipt? Receipt, SealReading Seal, ReadOnlyMemory<byte> Data)
{
    /// <summary>Bytes of the longest file that is looked into: receipts with every document a submission may have take a tenth of it.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private static readonly PresentedFile Nothing = new(null, null, new SealReading.Absent(), default);

    // A receipt has a few pages and one attachment.
    private static readonly PdfLimits Limits = new()
    {
        Objects = 20_000,
        Pages = 200,
        DecodedBytesPerStream = 1 << 20,
        DecodedBytesPerFile = 8 << 20,
        Memory = 16 << 20,
        Deadline = TimeSpan.FromSeconds(2),
    };

    /// <summary>Reads a file; whatever it is, the answer is a value.</summary>
    public static PresentedFile Read(ReadOnlyMemory<byte> file, TimeProvider time)
    {
        if (file.Length > MaxBytes)
            return Nothing;
        if (!file.Span.StartsWith("%PDF-"u8))
            return Parse(file.Span) is { } data ? new PresentedFile(ReceiptForm.Json, data, new SealReading.Absent(), file) : Nothing;
        var attachment = PdfDocument.Open(file, Limits, time) is PdfResult<PdfDocument>.Ok { Value: var document }
            && document.ReadAttachment() is PdfResult<byte[]?>.Ok { Value: { } json } ? json : null;
        return new PresentedFile(ReceiptForm.Pdf, Parse(attachment), PdfSealReader.Read(file.Span), attachment);
    }

    private static Receipt? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return json.IsEmpty ? null : ReceiptJson.Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
