using IntakePipeline.Calls;

namespace IntakePipeline.Storage;

/// <summary>Makes what the map names: containers, queues and tables. Harmless when they exist.</summary>
public static class StorageLayout
{
    /// <summary>Makes everything that is missing.</summary>
    /// <param name="connection">The storage account.</param>
    /// <param name="departments">Departments that need an evaluation queue.</param>
    /// <param name="cancellationToken">Stops half-way; may be run again.</param>
    public static Task CreateAsync(StorageConnection connection, IEnumerable<DepartmentId> departments, CancellationToken cancellationToken)
    {
        string[] containers = [Pipeline.Containers.Inbox, Pipeline.Containers.Custody, Pipeline.Containers.Receipts, Pipeline.Containers.Rejections, Pipeline.Containers.Mail];
        string[] queues = [Pipeline.Queues.Processing, Pipeline.Queues.Notifications, .. departments.Select(d => Pipeline.Queues.EvaluationPrefix + d.Value)];
        string[] tables = [Pipeline.Tables.Registry, Pipeline.Tables.Expedientes, Pipeline.Tables.CorrectionRequests, Pipeline.Tables.Notifications, Pipeline.Tables.Mail];
        return Task.WhenAll(
        [
            .. containers.Select(name => (Task)connection.Blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            .. queues.Select(name => (Task)connection.Queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            .. tables.Select(name => connection.Tables.GetTableClient(name).CreateIfNotExistsAsync(cancellationToken)),
        ]);
    }
}
