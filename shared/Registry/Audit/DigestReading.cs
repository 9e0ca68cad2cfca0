using System.Security.Cryptography;
using System.Text;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;

namespace IntakePipeline.Registry.Audit;

/// <summary>A daily digest as it stands, read in pieces: however long the day, memory does not grow with it.</summary>
/// <param name="Head">What it says before its list; null when that cannot be read.</param>
/// <param name="File">SHA-256 of its bytes.</param>
/// <param name="Seal">What its seal is worth.</param>
internal sealed record DigestReading(DigestHead? Head, Sha256Digest File, SealReading Seal)
{
    private const int Piece = 64 * 1024;

    /// <summary>Reads the digest of a day and its seal; null when it is gone by now.</summary>
    public static async Task<DigestReading?> ReadAsync(IDigestStore store, DigestFile file, CancellationToken cancellationToken)
    {
        var date = file.Date!.Value;
        using var check = new JwsCheck(await SealAsync(store, file, cancellationToken));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = await store.OpenAsync(file.Book, date, DigestForm.Data, cancellationToken);
        if (content is null)
            return null;
        DigestHead? head = null;
        var buffer = new byte[Piece];
        int read;
        for (var isFirst = true; (read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0; isFirst = false)
        {
            if (isFirst)
                head = HeadOf(buffer.AsSpan(0, read));
            check.Append(buffer.AsSpan(0, read));
            hash.AppendData(buffer.AsSpan(0, read));
        }

        return new DigestReading(head, Sha256Digest.FromBytes(hash.GetHashAndReset()), check.Complete());
    }

    private static DigestHead? HeadOf(ReadOnlySpan<byte> opening)
    {
        try
        {
            return DigestJson.ReadHead(opening);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static async Task<string> SealAsync(IDigestStore store, DigestFile file, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(file.Book, file.Date!.Value, DigestForm.Seal, cancellationToken);
        if (content is null)
            return "";
        var buffer = new byte[JwsReader.MaxLength + 1];
        return Encoding.ASCII.GetString(buffer, 0, await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken));
    }
}
