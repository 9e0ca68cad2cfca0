using System.Runtime.CompilerServices;
using Azure;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary>The table <c>correo</c>; <see cref="MailRows"/> lists its rows.</summary>
/// <param name="tables">The storage account.</param>
public sealed class MailTable(TableServiceClient tables) : IMailStore
{
    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Mail);

    /// <inheritdoc/>
    public async Task<MailRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(MailRows.Partition, MailRows.Key(id), ct: cancellationToken) is { } row ? MailRows.Read(row) : null;

    /// <inheritdoc/>
    public async Task SaveAsync(MailRecord record, CancellationToken cancellationToken)
    {
        var before = await FindAsync(record.Id, cancellationToken);
        var actions = new List<TableTransactionAction> { new(TableTransactionActionType.UpsertReplace, MailRows.Whole(record)) };
        var listed = MailRows.ForPerson(record);
        var was = before?.State is MailState.ForPerson ? MailRows.ForPerson(before) : null;
        if (record.State is MailState.ForPerson)
            actions.Add(new(TableTransactionActionType.UpsertReplace, listed));
        if (was is not null && (record.State is not MailState.ForPerson || was.RowKey != listed.RowKey))
            actions.Add(new(TableTransactionActionType.Delete, was, ETag.All));
        await table.SubmitTransactionAsync(actions, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MailRecord> ListForPersonAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync(ExpedienteTableRows.InPrefix(MailRows.Partition, "p|"), ct: cancellationToken))
        {
            if (await FindAsync(row.Text("Id"), cancellationToken) is { State: MailState.ForPerson } record)
                yield return record;
        }
    }

    /// <inheritdoc/>
    public async Task<string> ClaimAsync(SubmissionKey key, string path, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(MailRows.Partition, $"k|{key}") { ["Path"] = path }, cancellationToken);
            return path;
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: TableErrorCode.EntityAlreadyExists })
        {
            return (await table.GetEntityAsync(MailRows.Partition, $"k|{key}", ct: cancellationToken)).Text("Path");
        }
    }

    /// <inheritdoc/>
    public async Task AddDocumentsAsync(ExpedienteKey expediente, IReadOnlyList<MailedDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var (index, document) in documents.Index())
            await table.UpsertEntityAsync(MailRows.Document(expediente, document, index), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailedDocument>> DocumentsAsync(ExpedienteKey expediente, CancellationToken cancellationToken)
    {
        var documents = new List<MailedDocument>();
        await foreach (var row in table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {MailRows.DocumentPartition(expediente)}"), ct: cancellationToken))
            documents.Add(MailRows.ReadDocument(row));
        return documents;
    }
}
