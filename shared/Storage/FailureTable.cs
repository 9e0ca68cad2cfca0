using System.Text;
using IntakePipeline.Panel;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary>How things failed: rows <c>fallos</c> of the table <c>panel</c>, by a digest of what they were about, since codes of receipts are among those.</summary>
/// <param name="tables">The storage account.</param>
public sealed class FailureTable(TableServiceClient tables) : IFailureStore
{
    private const string Partition = "fallos";

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Panel);

    /// <inheritdoc/>
    public Task SaveAsync(string subject, Failure failure, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Partition, Row(subject)) { ["Attempts"] = failure.Attempts, ["Code"] = failure.Code, ["Kind"] = failure.Kind, ["At"] = failure.At.ToDateTimeOffset() },
        TableUpdateMode.Replace,
        cancellationToken);

    /// <inheritdoc/>
    public async Task<Failure?> FindAsync(string subject, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(Partition, Row(subject), ct: cancellationToken) is { } row
            ? new Failure(row.GetInt32("Attempts") ?? throw row.Broken("Attempts"), row.Text("Code"), row.Text("Kind"), row.Moment("At"))
            : null;

    /// <inheritdoc/>
    public Task ForgetAsync(string subject, CancellationToken cancellationToken) => table.DeleteEntityAsync(Partition, Row(subject), ct: cancellationToken);

    private static string Row(string subject) => Sha256Digest.Of(Encoding.UTF8.GetBytes(subject)).Hex;
}
