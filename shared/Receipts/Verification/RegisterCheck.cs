using System.Security.Cryptography;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;

namespace IntakePipeline.Receipts.Verification;

/// <summary>What was presented and what came of it.</summary>
/// <param name="Outcome">Whether the register holds it.</param>
/// <param name="Digest">SHA-256 of what was presented; null when it was too large to be read whole.</param>
/// <param name="Bytes">How many bytes were read.</param>
public sealed record CheckResult(CheckOutcome Outcome, Sha256Digest? Digest, long Bytes);

/// <summary>
/// Says whether the register holds exactly a file: a receipt, or a document that was filed. The file is read once as it comes and not kept.
/// </summary>
/// <param name="receipts">The receipts.</param>
/// <param name="custody">The originals.</param>
/// <param name="sealing">The registry's seal.</param>
/// <param name="time">Bounds the reading of a hostile file.</param>
public sealed class RegisterCheck(IReceiptStore receipts, ICustody custody, Sealing sealing, TimeProvider time)
{
    /// <summary>Bytes of the largest file; larger ones the register cannot have.</summary>
    public const long MaxBytes = SubmissionLimits.DocumentBytes;

    /// <summary>Checks a file.</summary>
    /// <param name="content">The file; read up to one byte more than <see cref="MaxBytes"/>.</param>
    /// <param name="code">The code of the receipt it belongs to; null when it is not known, or the file is that receipt.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CheckResult> CheckAsync(Stream content, VerificationCode? code, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var beginning = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var length = 0L;
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if ((length += read) > MaxBytes)
                return new CheckResult(new CheckOutcome.TooLarge(), null, length);
            hash.AppendData(buffer.AsSpan(0, read));
            // What is longer than any receipt is not looked into.
            if (length <= PresentedFile.MaxBytes)
                await beginning.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        var digest = Sha256Digest.FromBytes(hash.GetHashAndReset());
        var whole = length <= PresentedFile.MaxBytes ? beginning.GetBuffer().AsMemory(0, (int)length) : default;
        return new CheckResult(await CheckAsync(digest, PresentedFile.Read(whole, time), code, cancellationToken), digest, length);
    }

    private async Task<CheckOutcome> CheckAsync(Sha256Digest digest, PresentedFile file, VerificationCode? code, CancellationToken cancellationToken)
    {
        if ((code ?? file.Receipt?.Csv) is { } named)
        {
            if (await receipts.FindAsync(named, ReceiptForm.Json, cancellationToken) is not { } json)
                return code is null ? new CheckOutcome.NotHeld() : new CheckOutcome.UnknownCode();
            var receipt = ReceiptJson.Read(json.Span);
            if (digest == Sha256Digest.Of(json.Span)
                || (await receipts.FindAsync(named, ReceiptForm.Pdf, cancellationToken) is { } pdf && digest == Sha256Digest.Of(pdf.Span)))
                return new CheckOutcome.ExactReceipt(receipt);
            if (receipt.Documents.FirstOrDefault(d => d.Digest == digest) is { } document)
                return new CheckOutcome.FiledDocument(receipt, document);
            if (file.Receipt?.Csv == named)
                return new CheckOutcome.AlteredReceipt();
        }

        if (await IsHeldAsync(digest, cancellationToken))
            return new CheckOutcome.HeldDocument();
        return file.Seal is SealReading.Intact { Certificate: var holder } && holder.RawDataMemory.Span.SequenceEqual(sealing.Seal.Certificate.RawDataMemory.Span)
            ? new CheckOutcome.SealedDocument()
            : new CheckOutcome.NotHeld();
    }

    private async Task<bool> IsHeldAsync(Sha256Digest digest, CancellationToken cancellationToken)
    {
        await using var original = await custody.OpenAsync(digest, cancellationToken);
        return original is not null;
    }
}
