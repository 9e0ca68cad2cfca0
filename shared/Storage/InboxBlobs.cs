using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using IntakePipeline.Calendar;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary><c>entrada</c> as a blob container.</summary>
/// <param name="blobs">The storage account.</param>
/// <param name="custody">Where bytes go before they are overwritten here.</param>
/// <param name="clock">Turns the service's time stamps into official time.</param>
public sealed class InboxBlobs(BlobServiceClient blobs, ICustody custody, OfficialClock clock) : IInbox
{
    /// <summary>What is held in memory of a file at most, 1.25 MiB; larger ones go up in blocks of this size, those of one megabyte still in one call.</summary>
    private const int BlockBytes = 5 * 256 * 1024;

    private const int KeptBlocks = 16;

    private static readonly BlockPool Buffers = new(BlockBytes, KeptBlocks);

    private const int MaxOverwrites = 5;

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Inbox);

    /// <inheritdoc/>
    public async Task<FileState> PutAsync(SubmissionKey key, FileName name, Stream content, long cap, CancellationToken cancellationToken)
    {
        var blob = Blob(key, name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = Buffers.Rent();
        try
        {
            // Anything one byte over its cap is over; no more of it is read.
            var room = (int)Math.Min(cap + 1, BlockBytes);
            var length = await content.ReadAtLeastAsync(buffer.AsMemory(0, room), room, throwOnEndOfStream: false, cancellationToken);
            hash.AppendData(buffer, 0, length);
            long total = length;
            var blocks = new List<string>();
            while (length == BlockBytes && total <= cap)
            {
                blocks.Add(await StageAsync(blob, buffer.AsMemory(0, length), blocks.Count, cancellationToken));
                room = (int)Math.Min(cap + 1 - total, BlockBytes);
                length = await content.ReadAtLeastAsync(buffer.AsMemory(0, room), room, throwOnEndOfStream: false, cancellationToken);
                hash.AppendData(buffer, 0, length);
                total += length;
            }

            if (total > cap)
                return new FileState.TooLarge();
            if (blocks.Count > 0 && length > 0)
                blocks.Add(await StageAsync(blob, buffer.AsMemory(0, length), blocks.Count, cancellationToken));

            var digest = Sha256Digest.FromBytes(hash.GetHashAndReset());
            var last = buffer.AsMemory(0, length);
            return new FileState.Present(await WriteAsync(key, name, total, digest, conditions => blocks.Count == 0
                ? blob.UploadAsync(new ReadOnlyMemoryStream(last), new BlobUploadOptions { Conditions = conditions }, cancellationToken)
                : blob.CommitBlockListAsync(blocks, new CommitBlockListOptions { Conditions = conditions }, cancellationToken), cancellationToken));
        }
        finally
        {
            Buffers.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public async Task<FileState> InspectAsync(SubmissionKey key, FileName name, long cap, CancellationToken cancellationToken)
    {
        try
        {
            using var download = (await Blob(key, name).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            if (download.Details.ContentLength > cap)
                return new FileState.TooLarge();
            var digest = Sha256Digest.FromBytes(await SHA256.HashDataAsync(download.Content, cancellationToken));
            return new FileState.Present(Describe(key, name, download.Details.ContentLength, digest, download.Details.LastModified, download.Details.ETag));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new FileState.Absent();
        }
    }

    /// <inheritdoc/>
    public async Task<InboxContent?> ReadAsync(SubmissionKey key, FileName name, int cap, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(0, cap + 1L) };
            var download = (await Blob(key, name).DownloadContentAsync(options, cancellationToken)).Value;
            var content = download.Content.ToMemory();
            return new InboxContent(
                Describe(key, name, content.Length, Sha256Digest.Of(content.Span), download.Details.LastModified, download.Details.ETag), content);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException e) when (e.Status == 416)
        {
            // A range of an empty blob: the service's way to say that there is nothing in it.
            var properties = (await Blob(key, name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            return new InboxContent(Describe(key, name, 0, Sha256Digest.Of([]), properties.LastModified, properties.ETag), ReadOnlyMemory<byte>.Empty);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<InboxEnvelope> ListEnvelopesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var slash = item.Name.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && item.Name.AsSpan(slash + 1).SequenceEqual(FileName.Envelope.Value) && SubmissionKey.TryParse(item.Name[..slash], out var key))
                yield return new InboxEnvelope(key, clock.FromStorage(item.Properties.LastModified!.Value));
        }
    }

    /// <summary>
    /// Writes a file whose digest is known. When one of that name is there already it is the same (an attempt that was cut off, or one made twice), or
    /// its bytes go into custody before they are overwritten.
    /// </summary>
    private async Task<InboxFile> WriteAsync(
        SubmissionKey key, FileName name, long bytes, Sha256Digest digest,
        Func<BlobRequestConditions, Task<Response<BlobContentInfo>>> write, CancellationToken cancellationToken)
    {
        var conditions = new BlobRequestConditions { IfNoneMatch = ETag.All };
        for (var attempt = 0; attempt < MaxOverwrites; attempt++)
        {
            try
            {
                var written = (await write(conditions)).Value;
                return Describe(key, name, bytes, digest, written.LastModified, written.ETag);
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                if (await InspectAsync(key, name, long.MaxValue, cancellationToken) is not FileState.Present { File: var there })
                {
                    conditions = new BlobRequestConditions { IfNoneMatch = ETag.All };
                }
                else if (there.Digest == digest)
                {
                    return there;
                }
                else if (await custody.KeepAsync(there, cancellationToken))
                {
                    conditions = new BlobRequestConditions { IfMatch = new ETag(there.Version) };
                }
            }
        }

        throw new IOException("A file of the inbox is being overwritten by others again and again; the submission may be sent again.");
    }

    private static async Task<string> StageAsync(BlockBlobClient blob, ReadOnlyMemory<byte> block, int index, CancellationToken cancellationToken)
    {
        // The name is random so that two uploads of one file at once cannot mix their blocks.
        var id = Convert.ToBase64String([.. RandomNumberGenerator.GetBytes(12), .. BitConverter.GetBytes(index)]);
        await blob.StageBlockAsync(id, new ReadOnlyMemoryStream(block), cancellationToken: cancellationToken);
        return id;
    }

    private InboxFile Describe(SubmissionKey key, FileName name, long bytes, Sha256Digest digest, DateTimeOffset stamp, ETag version) =>
        new(key, name, bytes, digest, clock.FromStorage(stamp), version.ToString("H"));

    private BlockBlobClient Blob(SubmissionKey key, FileName name) => container.GetBlockBlobClient(Path(key, name));

    internal static string Path(SubmissionKey key, FileName name) => $"{key}/{name}";
}
