using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using IntakePipeline.Receipts;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Filing;

/// <summary>
/// Files submissions by leaving them as blobs in <c>entrada</c>, <c>solicitud.json</c> last, and watches storage for what a host makes of them. Needs no host's address:
/// only one that runs on the same storage.
/// </summary>
/// <param name="storage">The storage account.</param>
public sealed class BlobDoor(StorageConnection storage)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(400);

    /// <summary>The same bytes left once more are refused by the same record: there is no new one to see, and so long it is given to come nevertheless.</summary>
    internal TimeSpan SameAgainPatience { get; init; } = TimeSpan.FromSeconds(10);

    private readonly BlobContainerClient inbox = storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Inbox);
    private readonly LedgerTable ledger = new(storage.Tables.GetTableClient(Pipeline.Tables.Registry));
    private readonly ReceiptBlobs receipts = new(storage.Blobs);
    private readonly RejectionBlobs rejections = new(storage.Blobs);

    /// <summary>Leaves a submission in its folder of the inbox and waits until it is registered or refused.</summary>
    /// <param name="key">The folder's name: the envelope's <c>presentacion</c>, or what stands for it when that cannot be read.</param>
    /// <param name="folder">The submission.</param>
    /// <param name="patience">How long to wait for a host to take it up.</param>
    /// <param name="cancellationToken">Stops waiting; what was left stays.</param>
    /// <exception cref="FilingException">Storage does not answer, or no host took it up in time.</exception>
    public async Task<FilingOutcome> FileAsync(SubmissionKey key, SubmissionFolder folder, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            var before = await rejections.FindLastAsync(key, cancellationToken);
            // What was refused and is mended waits for its own answer, however busy the host is; the old one counts only when none came.
            var oldAnswerCounts = before is not null && await IsThereAsync(key, folder, cancellationToken) && SameAgainPatience < patience ? SameAgainPatience : patience;
            await LeaveAsync(key, folder, cancellationToken);
            return await WatchAsync(key, folder, before, oldAnswerCounts, patience, cancellationToken);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            throw new FilingException($"Storage did not serve the filing: {Essence(e)}", e);
        }
    }

    /// <summary>The receipt as a document.</summary>
    /// <exception cref="FilingException">It is not there.</exception>
    public async Task<byte[]> ReceiptPdfAsync(VerificationCode code, CancellationToken cancellationToken) =>
        await receipts.FindAsync(code, ReceiptForm.Pdf, cancellationToken) is { } pdf ? pdf.ToArray() : throw new FilingException($"The receipt {code} has no document.");

    // The retries' own report repeats the same sentence for each of them.
    private static string Essence(Exception e) => e switch
    {
        RequestFailedException { ErrorCode: { } code } => code,
        AggregateException { InnerExceptions: [var first, ..] } => Essence(first),
        _ => e.Message,
    };

    /// <summary>Whether exactly this submission lies in the inbox already.</summary>
    private async Task<bool> IsThereAsync(SubmissionKey key, SubmissionFolder folder, CancellationToken cancellationToken)
    {
        foreach (var file in folder.Files)
        {
            await using var content = file.Open();
            if (!await HoldsAsync($"{key}/{file.Name}", content, cancellationToken))
                return false;
        }

        return await HoldsAsync($"{key}/{FileName.Envelope}", new MemoryStream(folder.Envelope), cancellationToken)
            && (folder.Signature is null || await HoldsAsync($"{key}/{FileName.Signature}", new MemoryStream(folder.Signature), cancellationToken));
    }

    private async Task<bool> HoldsAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            using var there = (await inbox.GetBlobClient(path).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            var (held, left) = (await SHA256.HashDataAsync(there.Content, cancellationToken), await SHA256.HashDataAsync(content, cancellationToken));
            return held.AsSpan().SequenceEqual(left);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    private async Task LeaveAsync(SubmissionKey key, SubmissionFolder folder, CancellationToken cancellationToken)
    {
        foreach (var file in folder.Files)
        {
            await using var content = file.Open();
            await inbox.GetBlobClient($"{key}/{file.Name}").UploadAsync(content, overwrite: true, cancellationToken);
        }

        if (folder.Signature is { } signature)
            await inbox.GetBlobClient($"{key}/{FileName.Signature}").UploadAsync(BinaryData.FromBytes(signature), overwrite: true, cancellationToken);
        await inbox.GetBlobClient($"{key}/{FileName.Envelope}").UploadAsync(BinaryData.FromBytes(folder.Envelope), overwrite: true, cancellationToken);
    }

    private async Task<FilingOutcome> WatchAsync(
        SubmissionKey key, SubmissionFolder folder, Rejection? before, TimeSpan oldAnswerCounts, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var waited = TimeProvider.System.GetElapsedTime(started);
            if (await ledger.FindAsync(key, cancellationToken) is { } entry && entry.Draft.Envelope == folder.EnvelopeDigest
                && await receipts.FindAsync(entry.Csv, ReceiptForm.Json, cancellationToken) is { } json)
                return new FilingOutcome.Registered(ReceiptJson.Read(json.Span), json);
            if (await rejections.FindLastAsync(key, cancellationToken) is { } rejection && rejection.Envelope == folder.EnvelopeDigest
                && (rejection.Id != before?.Id || waited > oldAnswerCounts))
                return new FilingOutcome.Refused(rejection.Id, rejection.Faults);
            if (waited > patience)
                throw new FilingException($"No host took up {key} within {patience.TotalSeconds:0} seconds; it stays in the inbox and will be filed when one runs on this storage.");
            await Task.Delay(LookInterval, cancellationToken);
        }
    }
}
