using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IntakePipeline.Local.Hosting.Storage;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Local.Hosting.Timers;

/// <summary>
/// A schedule's status as JSON in the blob whose lease makes its host the one that runs the timer: what was written was written by the host that had the
/// lease, for storage refuses it to all others.
/// </summary>
internal sealed class TimerStatus(BlobClient blob)
{
    /// <returns>Null if none was written yet.</returns>
    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        BlobDownloadResult download = await blob.DownloadContentAsync(cancellationToken);
        var json = download.Content.ToMemory();
        return json.IsEmpty ? null : JsonSerializer.Deserialize<ScheduleStatus>(json.Span);
    }

    public Task WriteAsync(ScheduleStatus status, HeldLease lease) => blob.UploadAsync(
        BinaryData.FromObjectAsJson(status),
        new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = lease.Id }, HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } });
}
