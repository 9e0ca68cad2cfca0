using System.Globalization;
using Azure;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Storage.Tables;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary>The table <c>requerimientos</c>: partition as in <c>expedientes</c>, row <c>R|000000017|01</c> (expediente, round).</summary>
public sealed class CorrectionRequestTable(TableServiceClient tables) : ICorrectionRequestStore
{
    private const int Attempts = 10;

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.CorrectionRequests);

    /// <inheritdoc/>
    public Task AddAsync(CorrectionRequest request, CancellationToken cancellationToken) => TryAddAsync(request, cancellationToken);

    /// <inheritdoc/>
    public async Task CloseAsSupersededAsync(CorrectionRequest request, Instant at, CancellationToken cancellationToken)
    {
        var closed = request with { State = new CorrectionRequestState.Superseded(at) };
        if (await TryAddAsync(closed, cancellationToken))
            return;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var row = await table.GetEntityAsync(Partition(request.Expediente), RowKey(request.Number), ct: cancellationToken);
            if (Read(row).State is not CorrectionRequestState.Requested)
                return;
            try
            {
                await table.UpdateEntityAsync(WithState(Row(closed), closed.State), row.ETag, TableUpdateMode.Merge, cancellationToken);
                return;
            }
            catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied)
            {
                // Closed by another host, or by this one with the answer lost on its way: the next look tells.
            }
        }

        throw new InvalidOperationException($"Correction request {request.Number} changed {Attempts} times while it was being closed.");
    }

    /// <inheritdoc/>
    public async Task<CorrectionRequest?> FindAsync(ExpedienteKey expediente, CorrectionRequestNumber number, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(Partition(expediente), RowKey(number), ct: cancellationToken) is { } row ? Read(row) : null;

    private async Task<bool> TryAddAsync(CorrectionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(Whole(request), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    private static string Partition(ExpedienteKey key) => ExpedienteTableRows.Partition(key);

    private static string RowKey(CorrectionRequestNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"R|{number.Expediente.Sequence:D9}|{number.Round:D2}");

    private static TableEntity Row(CorrectionRequest request) => new(Partition(request.Expediente), RowKey(request.Number));

    private static TableEntity WithState(TableEntity row, CorrectionRequestState state)
    {
        row["State"] = state.Code;
        row["SupersededAt"] = (state as CorrectionRequestState.Superseded)?.At.ToDateTimeOffset();
        return row;
    }

    private static TableEntity Whole(CorrectionRequest request)
    {
        var row = WithState(Row(request), request.State);
        row["Number"] = request.Number.ToString();
        row["Call"] = request.Expediente.Call.Value;
        row["Entry"] = request.Entry.ToString();
        row["ApplicantTaxId"] = request.Applicant.TaxId;
        row["ApplicantName"] = request.Applicant.Name;
        row["ProjectTitle"] = request.ProjectTitle;
        row["Language"] = request.Language.ToString();
        row["CreatedAt"] = request.CreatedAt.ToDateTimeOffset();
        FindingsColumns.Write(row, request.Defects);
        return row;
    }

    private static CorrectionRequest Read(TableEntity row)
    {
        var number = CorrectionRequestNumber.TryParse(row.GetString("Number"), out var read) ? read : throw row.Broken("Number");
        return new CorrectionRequest(
            number, new ExpedienteKey(new CallId(row.Text("Call")), number.Expediente), row.Entry("Entry"),
            new Party(row.Text("ApplicantTaxId"), row.Text("ApplicantName")), row.Text("ProjectTitle"), row.Language("Language"),
            FindingsColumns.Read(row), row.Moment("CreatedAt"), StateOf(row));
    }

    private static CorrectionRequestState StateOf(TableEntity row) => row.Text("State") switch
    {
        CorrectionRequestState.Requested.Name => new CorrectionRequestState.Requested(),
        CorrectionRequestState.Superseded.Name => new CorrectionRequestState.Superseded(row.Moment("SupersededAt")),
        _ => throw row.Broken("State"),
    };
}
