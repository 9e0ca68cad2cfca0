using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>The rows of the table <c>requerimientos</c> and their keys.</summary>
/// <remarks>
/// Partition as in <c>expedientes</c>:
/// <list type="table">
/// <item><term><c>R|000000017|01</c></term><description>a request (expediente, round); the row whose version every change names</description></item>
/// <item><term><c>H|000000017|01|0001</c></term><description>what happened to it, oldest first</description></item>
/// <item><term><c>A|000000017|01|2012-000000033</c></term><description>an answer to it</description></item>
/// </list>
/// Partition <c>plazos</c>: <c>2012-07-02|{partition}|000000017|01</c>, the periods by their last day, so that what is due is a range and not a scan.
/// </remarks>
internal static class CorrectionRequestRows
{
    public const string DuePartition = "plazos";

    public static string Partition(ExpedienteKey key) => ExpedienteTableRows.Partition(key);

    public static string Key(CorrectionRequestNumber number) => Place('R', number);

    public static string HistoryPrefix(CorrectionRequestNumber number) => Place('H', number) + "|";

    public static string AnswersPrefix(CorrectionRequestNumber number) => Place('A', number) + "|";

    public static string DueKey(DueRequest due) => $"{JsonText.Iso(due.LastDay)}|{Partition(due.Expediente)}|{Place('R', due.Number)}";

    public static TableEntity Whole(CorrectionRequest request)
    {
        var row = State(request);
        row["Number"] = request.Number.ToString();
        row["Call"] = request.Expediente.Call.Value;
        row["Entry"] = request.Entry.ToString();
        row["ApplicantTaxId"] = request.Applicant.TaxId;
        row["ApplicantName"] = request.Applicant.Name;
        row["ProjectTitle"] = request.ProjectTitle;
        row["Language"] = request.Language.ToString();
        row["CreatedAt"] = request.CreatedAt.ToDateTimeOffset();
        row["OrderedBy"] = request.OrderedBy?.Name;
        FindingsColumns.Write(row, request.Defects);
        return row;
    }

    public static TableEntity State(CorrectionRequest request)
    {
        var row = new TableEntity(Partition(request.Expediente), Key(request.Number)) { ["Events"] = request.Revision.Events };
        CorrectionStateColumns.Write(row, request.State);
        return row;
    }

    public static CorrectionRequest Read(TableEntity row)
    {
        var number = Number(row);
        return new CorrectionRequest(
            number, new ExpedienteKey(new CallId(row.Text("Call")), number.Expediente), row.Entry("Entry"),
            new Party(row.Text("ApplicantTaxId"), row.Text("ApplicantName")), row.Text("ProjectTitle"), row.Language("Language"),
            FindingsColumns.Read(row), row.Moment("CreatedAt"), CorrectionStateColumns.Read(row))
        {
            OrderedBy = row.GetString("OrderedBy") is { } person ? new Actor(person) : null,
            Revision = new Revision(row.GetInt32("Events") ?? throw row.Broken("Events"), row.ETag.ToString()),
        };
    }

    public static TableEntity History(CorrectionRequest request, HistoryEvent told) => ExpedienteTableRows.History(
        Partition(request.Expediente), HistoryPrefix(request.Number) + request.Revision.Events.ToString("D4", CultureInfo.InvariantCulture), told);

    public static TableEntity Answer(CorrectionRequest request, Answer answer) => new(
        Partition(request.Expediente),
        string.Create(CultureInfo.InvariantCulture, $"{AnswersPrefix(request.Number)}{answer.Entry.Year:D4}-{answer.Entry.Sequence:D9}"))
    {
        ["Entry"] = answer.Entry.ToString(),
        ["FiledAt"] = answer.FiledAt.ToDateTimeOffset(),
    };

    public static Answer ReadAnswer(TableEntity row) => new(row.Entry("Entry"), row.Moment("FiledAt"));

    public static TableEntity Due(DueRequest due) => new(DuePartition, DueKey(due))
    {
        ["Call"] = due.Expediente.Call.Value,
        ["Number"] = due.Number.ToString(),
        ["LastDay"] = JsonText.Iso(due.LastDay),
    };

    public static DueRequest ReadDue(TableEntity row)
    {
        var number = Number(row);
        return new DueRequest(new ExpedienteKey(new CallId(row.Text("Call")), number.Expediente), number, JsonText.ParseDate(row.Text("LastDay")));
    }

    private static CorrectionRequestNumber Number(TableEntity row) =>
        CorrectionRequestNumber.TryParse(row.GetString("Number"), out var number) ? number : throw row.Broken("Number");

    private static string Place(char kind, CorrectionRequestNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}|{number.Expediente.Sequence:D9}|{number.Round:D2}");
}
