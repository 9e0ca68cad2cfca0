using System.Buffers;
using System.Security.Cryptography;
using IntakePipeline.Submissions;

namespace IntakePipeline.Registry.Audit;

/// <summary>Custody has every file of every entry, byte for byte: each is read again, as a stream.</summary>
/// <param name="custody">The originals.</param>
public sealed class OriginalCheck(ICustody custody) : IEntryCheck
{
    private const int BufferBytes = 128 * 1024;

    /// <inheritdoc/>
    public async Task CheckAsync(AuditedEntry audited, AuditReport report, CancellationToken cancellationToken)
    {
        foreach (var document in audited.Entry.Draft.Documents)
        {
            var place = $"{audited.Place} {document.Name}";
            await using var stream = await custody.OpenAsync(document.Digest, cancellationToken);
            if (stream is null)
            {
                report.Fault(AuditCodes.OriginalMissing, place, $"custody has no {document.Digest}");
                continue;
            }

            var (digest, bytes) = await DigestAsync(stream, cancellationToken);
            report.Count("originals");
            report.Count("bytes", bytes);
            if (digest != document.Digest || bytes != document.Bytes)
                report.Fault(AuditCodes.OriginalAltered, place, $"custody holds other bytes under {document.Digest}");
        }
    }

    private static async Task<(Sha256Digest Digest, long Bytes)> DigestAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var bytes = 0L;
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0; bytes += read)
                hash.AppendData(buffer, 0, read);
            return (Sha256Digest.FromBytes(hash.GetHashAndReset()), bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
