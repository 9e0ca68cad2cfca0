using System.Globalization;
using System.Text;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Storage;

/// <summary>Applicants' applications in the table <c>expedientes</c>: one partition an applicant, named by a digest so that no NIF stands in an address or a log.</summary>
/// <param name="tables">The storage account.</param>
public sealed class ApplicantIndexTable(TableServiceClient tables) : IApplicantIndex
{
    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Expedientes);

    /// <inheritdoc/>
    public Task AddAsync(TaxId applicant, ApplicantApplication application, CancellationToken cancellationToken)
    {
        var other = application.Summary;
        var row = new TableEntity(Partition(applicant), string.Create(CultureInfo.InvariantCulture, $"N|{application.Entry.Year:D4}-{application.Entry.Sequence:D9}"))
        {
            ["Entry"] = application.Entry.ToString(),
            ["Call"] = application.Project.Call.Value,
            ["Programme"] = other.Programme.Value,
            ["Project"] = application.Project.Project.Hex,
            ["InTime"] = application.InTime,
            ["Expediente"] = other.Expediente,
            ["CallYear"] = other.CallYear,
            ["ProjectReference"] = other.ProjectReference,
            ["ProjectTitle"] = other.ProjectTitle,
            ["AidRequested"] = other.AidRequested?.ToString(CultureInfo.InvariantCulture),
        };
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ApplicantApplication>> ListAsync(TaxId applicant, CancellationToken cancellationToken)
    {
        var found = new List<ApplicantApplication>();
        await foreach (var row in table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition(applicant)}"), ct: cancellationToken))
            found.Add(Read(row));
        return found;
    }

    private static ApplicantApplication Read(TableEntity row)
    {
        var programme = new ProgrammeId(row.GetString("Programme")!);
        return new ApplicantApplication(
            RegistryNumber.TryParse(row.GetString("Entry"), out var entry) ? entry : throw new FormatException("Not an entry's number."),
            new ProjectKey(new CallId(row.GetString("Call")!), programme, JsonText.ParseDigest(row.GetString("Project"))),
            row.GetBoolean("InTime") ?? false,
            new OtherApplication(
                row.GetString("Expediente")!, programme, row.GetInt32("CallYear")!.Value, row.GetString("ProjectReference")!, row.GetString("ProjectTitle")!,
                row.GetString("AidRequested") is { } aid ? decimal.Parse(aid, CultureInfo.InvariantCulture) : null));
    }

    private static string Partition(TaxId applicant) => "solicitante|" + Sha256Digest.Of(Encoding.UTF8.GetBytes(applicant.Value)).Hex;
}
