using System.Text.Json;
using System.Text.Json.Serialization;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>The state of a correction request in a row, with what is on record. Columns of a state that was left stay, and nothing reads them any more.</summary>
internal static partial class CorrectionStateColumns
{
    public static void Write(TableEntity row, CorrectionRequestState state)
    {
        row["State"] = state.Code;
        (row["StateAt"], row["StateBy"], row["StateWhy"]) = state switch
        {
            CorrectionRequestState.Cured s => (s.At.ToDateTimeOffset(), null, null),
            CorrectionRequestState.StillDefective s => (s.At.ToDateTimeOffset(), null, null),
            CorrectionRequestState.Expired s => (s.At.ToDateTimeOffset(), null, null),
            CorrectionRequestState.WithdrawalProposed s => (s.At.ToDateTimeOffset(), s.By.Name, s.Why),
            CorrectionRequestState.Accepted s => (s.At.ToDateTimeOffset(), s.By.Name, s.Why),
            CorrectionRequestState.Withdrawn s => (s.At.ToDateTimeOffset(), s.By.Name, s.Why),
            CorrectionRequestState.Superseded s => (s.At.ToDateTimeOffset(), null, null),
            _ => ((object?)null, (object?)null, (object?)null),
        };
        if (state is CorrectionRequestState.StillDefective left)
            row["DefectsLeft"] = left.Defects;
        if (state is CorrectionRequestState.WithdrawalProposed proposed)
            row["DefectsLeft"] = proposed.DefectsLeft;
        row["RetractedAt"] = state.On.Retracted?.ToDateTimeOffset();
        if (state.On.Reception is { } reception)
        {
            row["ReceivedAt"] = reception.At.ToDateTimeOffset();
            row["ReceptionProof"] = reception.Proof;
            row["ReceptionBy"] = reception.By.Name;
            row["DeadlineFrom"] = JsonText.Iso(reception.Deadline.From);
            row["DeadlineLastDay"] = JsonText.Iso(reception.Deadline.LastDay);
            row["DeadlineTrace"] = JsonSerializer.Serialize(
                [.. reception.Deadline.Trace.Select(s => new Step(JsonText.Iso(s.Date), s.Rule, s.Article, s.Text))], TraceJson.Default.StepArray);
        }

        Write(row, "InTime", state.On.InTime);
        Write(row, "Late", state.On.Late);
    }

    public static CorrectionRequestState Read(TableEntity row)
    {
        var on = new Proceedings(Reception(row), Answer(row, "InTime"), Answer(row, "Late"))
        {
            Retracted = row.GetDateTimeOffset("RetractedAt") is null ? null : row.Moment("RetractedAt"),
        };
        CorrectionRequestState state = row.Text("State") switch
        {
            CorrectionRequestState.Requested.Name => new CorrectionRequestState.Requested(),
            CorrectionRequestState.Notified.Name => new CorrectionRequestState.Notified(),
            CorrectionRequestState.Answered.Name => new CorrectionRequestState.Answered(),
            CorrectionRequestState.Cured.Name => new CorrectionRequestState.Cured(row.Moment("StateAt")),
            CorrectionRequestState.StillDefective.Name => new CorrectionRequestState.StillDefective(
                row.GetInt32("DefectsLeft") ?? throw row.Broken("DefectsLeft"), row.Moment("StateAt")),
            CorrectionRequestState.Expired.Name => new CorrectionRequestState.Expired(row.Moment("StateAt")),
            CorrectionRequestState.LateAnswer.Name => new CorrectionRequestState.LateAnswer(),
            CorrectionRequestState.WithdrawalProposed.Name => new CorrectionRequestState.WithdrawalProposed(By(row), row.Text("StateWhy"), row.Moment("StateAt"))
            {
                DefectsLeft = row.GetInt32("DefectsLeft") ?? 0,
            },
            CorrectionRequestState.Accepted.Name => new CorrectionRequestState.Accepted(By(row), row.Text("StateWhy"), row.Moment("StateAt")),
            CorrectionRequestState.Withdrawn.Name => new CorrectionRequestState.Withdrawn(By(row), row.Text("StateWhy"), row.Moment("StateAt")),
            CorrectionRequestState.Superseded.Name => new CorrectionRequestState.Superseded(row.Moment("StateAt")),
            _ => throw row.Broken("State"),
        };
        return state with { On = on };
    }

    private static Actor By(TableEntity row) => new(row.Text("StateBy"));

    private static Reception? Reception(TableEntity row) => row.GetDateTimeOffset("ReceivedAt") is null
        ? null
        : new Reception(
            row.Moment("ReceivedAt"), row.Text("ReceptionProof"), new Actor(row.Text("ReceptionBy")),
            new Deadline(JsonText.ParseDate(row.Text("DeadlineFrom")), JsonText.ParseDate(row.Text("DeadlineLastDay")), Trace(row)));

    private static TraceStep[] Trace(TableEntity row) =>
        [.. JsonSerializer.Deserialize(row.Text("DeadlineTrace"), TraceJson.Default.StepArray)!.Select(s => new TraceStep(JsonText.ParseDate(s.Date), s.Rule, s.Article, s.Text))];

    private static void Write(TableEntity row, string name, Answer? answer)
    {
        row[name + "Entry"] = answer?.Entry.ToString();
        row[name + "FiledAt"] = answer?.FiledAt.ToDateTimeOffset();
    }

    private static Answer? Answer(TableEntity row, string name) =>
        row.GetString(name + "Entry") is null ? null : new Answer(row.Entry(name + "Entry"), row.Moment(name + "FiledAt"));

    private sealed record Step(string Date, string Rule, string Article, LocalizedText Text);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Step[]))]
    private sealed partial class TraceJson : JsonSerializerContext;
}
