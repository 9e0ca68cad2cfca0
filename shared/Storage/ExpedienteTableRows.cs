using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Submissions;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Storage;

/// <summary>The rows of the table <c>expedientes</c> and their keys. Numbers in keys are padded, so that the order of rows is the order of numbers.</summary>
internal static class ExpedienteTableRows
{
    public static string Partition(CallId call, ProgrammeId programme) => $"{call}|{programme}";

    public static string Partition(ExpedienteKey key) => Partition(key.Call, key.Number.Programme);

    public static string StateKey(ExpedienteKey key) => StateKey(key.Number.Sequence);

    public static string StateKey(int sequence) => string.Create(CultureInfo.InvariantCulture, $"E|{sequence:D9}");

    public static string HistoryPrefix(ExpedienteKey key) => string.Create(CultureInfo.InvariantCulture, $"H|{key.Number.Sequence:D9}|");

    public static string VersionsPrefix(ProjectKey project) => $"P|{project.Project}|";

    /// <summary>The rows of a partition whose keys begin with a prefix that ends in '|': the next character in order closes the range.</summary>
    public static string InPrefix(string partition, string prefix) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {prefix[..^1] + (char)(prefix[^1] + 1)}");

    public static TableEntity State(Expediente e)
    {
        var row = new TableEntity(Partition(e.Key), StateKey(e.Key))
        {
            ["Call"] = e.Key.Call.Value,
            ["Expediente"] = e.Key.Number.ToString(),
            ["Entry"] = e.Entry.ToString(),
            ["Submission"] = e.Submission.Value,
            ["Phase"] = e.Phase?.Value,
            ["Department"] = e.Department.Value,
            ["Language"] = e.Language.ToString(),
            ["ApplicantTaxId"] = e.Applicant.TaxId,
            ["ApplicantName"] = e.Applicant.Name,
            ["ProjectReference"] = e.ProjectReference,
            ["ProjectTitle"] = e.ProjectTitle,
            ["FiledAt"] = e.FiledAt.ToDateTimeOffset(),
            ["EffectiveDate"] = LocalDatePattern.Iso.Format(e.Effective.Date),
            ["EffectiveReasonVa"] = e.Effective.Reason.Va,
            ["EffectiveReasonEs"] = e.Effective.Reason.Es,
            ["State"] = e.State.Code,
            ["Since"] = e.Since.ToDateTimeOffset(),
            ["Events"] = e.Revision.Events,
            ["Memoria"] = e.Memoria?.ToString(),
            ["MovedToCall"] = e.MovedTo?.Call.Value,
            ["MovedToProgramme"] = e.MovedTo?.Programme.Value,
            ["AssignedTo"] = e.AssignedTo?.Name,
        };
        FindingsColumns.Write(row, e.Findings);

        switch (e.State)
        {
            case ExpedienteState.InEvaluation s:
                row["EvaluationDepartment"] = s.Department.Value;
                row["EvaluationPhase"] = s.Phase.Value;
                row["QueuedAt"] = s.QueuedAt?.ToDateTimeOffset();
                break;
            case ExpedienteState.AwaitingCorrection s:
                row["CorrectionRequest"] = s.Request.ToString();
                row["EvaluationDepartment"] = s.From?.Department.Value;
                row["EvaluationPhase"] = s.From?.Phase.Value;
                break;
            case ExpedienteState.Withdrawn s:
                row["CorrectionRequest"] = s.Request.ToString();
                break;
            case ExpedienteState.Superseded s:
                row["SupersededBy"] = s.By.ToString();
                break;
        }

        return row;
    }

    public static Expediente ReadState(TableEntity row) => new(
        new ExpedienteKey(new CallId(row.Text("Call")), Expediente(row)),
        row.Entry("Entry"),
        SubmissionKey.TryParse(row.GetString("Submission"), out var submission) ? submission : throw row.Broken("Submission"),
        row.GetString("Phase") is { } phase ? new PhaseId(phase) : null,
        new DepartmentId(row.Text("Department")),
        row.Language("Language"),
        new Party(row.Text("ApplicantTaxId"), row.Text("ApplicantName")),
        row.Text("ProjectReference"),
        row.Text("ProjectTitle"),
        row.Moment("FiledAt"),
        new EffectiveDate(
            LocalDatePattern.Iso.Parse(row.Text("EffectiveDate")).Value, new LocalizedText(row.Text("EffectiveReasonVa"), row.Text("EffectiveReasonEs"))),
        StateOf(row),
        row.Moment("Since"),
        FindingsColumns.Read(row),
        new Revision(row.GetInt32("Events") ?? throw row.Broken("Events"), row.ETag.ToString()))
    {
        Memoria = row.GetString("Memoria") is null ? null : row.Entry("Memoria"),
        MovedTo = row.GetString("MovedToCall") is { } call ? new Move(new CallId(call), new ProgrammeId(row.Text("MovedToProgramme"))) : null,
        AssignedTo = row.GetString("AssignedTo") is { } person ? new Actor(person) : null,
    };

    public static TableEntity History(Expediente e, HistoryEvent told) =>
        History(Partition(e.Key), HistoryPrefix(e.Key) + e.Revision.Events.ToString("D4", CultureInfo.InvariantCulture), told);

    public static TableEntity History(string partition, string key, HistoryEvent told) => new(partition, key)
    {
        ["At"] = told.At.ToDateTimeOffset(),
        ["Who"] = told.Who.Name,
        ["What"] = told.What,
        ["WhyVa"] = told.Why.Va,
        ["WhyEs"] = told.Why.Es,
        ["Article"] = told.Article,
        ["Retracts"] = told.Retracts?.ToDateTimeOffset(),
    };

    public static HistoryEvent ReadHistory(TableEntity row) => new(
        row.Moment("At"), new Actor(row.Text("Who")), row.Text("What"), new LocalizedText(row.Text("WhyVa"), row.Text("WhyEs")), row.Text("Article"))
    {
        Retracts = row.GetDateTimeOffset("Retracts") is { } retracted ? Instant.FromDateTimeOffset(retracted) : null,
    };

    public static TableEntity Version(Expediente e) =>
        new(Partition(e.Key), string.Create(CultureInfo.InvariantCulture, $"{VersionsPrefix(e.Project)}{e.Entry.Year:D4}-{e.Entry.Sequence:D9}"))
        {
            ["Entry"] = e.Entry.ToString(),
            ["Expediente"] = e.Key.Number.ToString(),
            ["FiledAt"] = e.FiledAt.ToDateTimeOffset(),
            ["InTime"] = e.Phase is not null,
            ["State"] = e.State.Code,
        };

    public static ProjectVersion ReadVersion(TableEntity row) => new(
        row.Entry("Entry"), Expediente(row), row.Moment("FiledAt"), row.GetBoolean("InTime") ?? throw row.Broken("InTime"), row.Text("State"));

    private static ExpedienteState StateOf(TableEntity row) => row.Text("State") switch
    {
        ExpedienteState.Registered.Name => new ExpedienteState.Registered(),
        ExpedienteState.InEvaluation.Name => Evaluation(row),
        ExpedienteState.AwaitingCorrection.Name => new ExpedienteState.AwaitingCorrection(Request(row)) { From = row.GetString("EvaluationPhase") is null ? null : Evaluation(row) },
        ExpedienteState.Withdrawn.Name => new ExpedienteState.Withdrawn(Request(row)),
        ExpedienteState.OutOfTime.Name => new ExpedienteState.OutOfTime(),
        ExpedienteState.Superseded.Name => new ExpedienteState.Superseded(row.Entry("SupersededBy")),
        _ => throw row.Broken("State"),
    };

    private static ExpedienteState.InEvaluation Evaluation(TableEntity row) => new(
        new DepartmentId(row.Text("EvaluationDepartment")), new PhaseId(row.Text("EvaluationPhase")),
        row.GetDateTimeOffset("QueuedAt") is { } queued ? Instant.FromDateTimeOffset(queued) : null);

    private static CorrectionRequestNumber Request(TableEntity row) =>
        CorrectionRequestNumber.TryParse(row.GetString("CorrectionRequest"), out var request) ? request : throw row.Broken("CorrectionRequest");

    private static ExpedienteNumber Expediente(TableEntity row) =>
        ExpedienteNumber.TryParse(row.GetString("Expediente"), out var number) ? number : throw row.Broken("Expediente");
}
