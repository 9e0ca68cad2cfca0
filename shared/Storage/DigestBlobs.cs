using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary><c>resguardos/libro/{year}/{date}.json</c> and <c>.jws</c>. Written and read in pieces: however long the day, memory does not grow with it.</summary>
/// <param name="blobs">The storage account.</param>
public sealed class DigestBlobs(BlobServiceClient blobs) : IDigestStore
{
    private const int Piece = 256 * 1024;

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);

    /// <inheritdoc/>
    public async Task<KeptDigest?> FindLastAsync(int book, IRegistrySeal seal, CancellationToken cancellationToken)
    {
        string? last = null;
        // Names are in order, and so are the days.
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, string.Create(CultureInfo.InvariantCulture, $"libro/{book:D4}/"), cancellationToken))
        {
            if (blob.Name.EndsWith(".json", StringComparison.Ordinal))
                last = blob.Name;
        }

        return last is null ? null : await SealAsync(last[..^".json".Length], seal, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<KeptDigest> SaveAsync(DigestHead head, IAsyncEnumerable<Sha256Digest> hashes, IRegistrySeal seal, CancellationToken cancellationToken)
    {
        var path = Path(head.Book, head.Date);
        var blob = container.GetBlockBlobClient($"{path}.json");
        List<string> blocks = [];
        var buffer = new ArrayBufferWriter<byte>(Piece + 1024);
        buffer.Write(DigestJson.Opening(head));
        var first = true;
        await foreach (var hash in hashes.WithCancellation(cancellationToken))
        {
            Encoding.ASCII.GetBytes(DigestJson.Item(hash, first), buffer);
            first = false;
            if (buffer.WrittenCount >= Piece)
                await StageAsync();
        }

        buffer.Write(DigestJson.Closing);
        await StageAsync();
        try
        {
            await blob.CommitBlockListAsync(
                blocks,
                new CommitBlockListOptions
                {
                    HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                },
                cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.InvalidBlockList || e.Status == 412)
        {
            // Another host was first, and its digest is the one.
        }

        return await SealAsync(path, seal, cancellationToken);

        async Task StageAsync()
        {
            // Names of its own: another host may be writing its pieces of the same day.
            var name = Convert.ToBase64String(RandomNumberGenerator.GetBytes(12));
            using var piece = new ReadOnlyMemoryStream(buffer.WrittenMemory);
            await blob.StageBlockAsync(name, piece, cancellationToken: cancellationToken);
            blocks.Add(name);
            buffer.ResetWrittenCount();
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(int book, LocalDate date, DigestForm form, CancellationToken cancellationToken)
    {
        try
        {
            var blob = container.GetBlobClient($"{Path(book, date)}.{(form == DigestForm.Seal ? "jws" : "json")}");
            return (await blob.DownloadStreamingAsync(cancellationToken: cancellationToken)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Reads what is kept, and seals that unless it is sealed: so the seal is always over the bytes that are there.</summary>
    private async Task<KeptDigest> SealAsync(string path, IRegistrySeal seal, CancellationToken cancellationToken)
    {
        using var signing = new JwsSigning(seal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DigestHead? head = null;
        var buffer = new byte[Piece];
        await using (var content = (await container.GetBlobClient($"{path}.json").DownloadStreamingAsync(cancellationToken: cancellationToken)).Value.Content)
        {
            int read;
            while ((read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                head ??= DigestJson.ReadHead(buffer.AsSpan(0, read));
                signing.Append(buffer.AsSpan(0, read));
                hash.AppendData(buffer.AsSpan(0, read));
            }
        }

        await container.GetBlobClient($"{path}.jws").PutOnceAsync(BinaryData.FromString(signing.Complete()), "application/jose", cancellationToken);
        return new KeptDigest(head ?? throw new FormatException("Not a digest of the register."), Sha256Digest.FromBytes(hash.GetHashAndReset()));
    }

    private static string Path(int book, LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"libro/{book:D4}/{JsonText.Iso(date)}");
}
