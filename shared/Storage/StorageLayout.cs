using IntakePipeline.Calls;

namespace IntakePipeline.Storage;

/// <summary>Makes what the map names: containers, queues and tables. Harmless when they exist.</summary>
public static class StorageLayout
{
    /// <summary>Makes everything that is missing.</summary>
    /// <param name="connection">The storage account, and that of custody when it is another.</param>
    /// <param name="departments">Departments that need an evaluation queue.</param>
    /// <param name="cancellationToken">Stops half-way; may be run again.</param>
    public static Task CreateAsync(StorageConnection connection, IEnumerable<DepartmentId> departments, CancellationToken cancellationToken)
    {
        string[] working = [Pipeline.Containers.Inbox, Pipeline.Containers.Rejections, Pipeline.Containers.Reports, Pipeline.Containers.Mail];
        string[] kept = [Pipeline.Containers.Custody, Pipeline.Containers.Receipts];
        string[] queues = [Pipeline.Queues.Processing, Pipeline.Queues.Notifications, Pipeline.Queues.Timestamps, .. departments.Select(d => Pipeline.Queues.EvaluationPrefix + d.Value)];
        string[] tables = [Pipeline.Tables.Registry, Pipeline.Tables.Expedientes, Pipeline.Tables.CorrectionRequests, Pipeline.Tables.Panel, Pipeline.Tables.Search, Pipeline.Tables.Notifications, Pipeline.Tables.Mail];
        return Task.WhenAll(
        [
            .. working.Select(name => (Task)connection.Blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            .. kept.Select(name => (Task)connection.Custody.Blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            .. queues.Select(name => (Task)connection.Queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            .. tables.Select(name => connection.Tables.GetTableClient(name).CreateIfNotExistsAsync(cancellationToken)),
        ]);
    }
}
