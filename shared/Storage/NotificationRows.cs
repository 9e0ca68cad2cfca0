using System.Text.Json;
using IntakePipeline.Notifications;
using IntakePipeline.Storage.Tables;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary>
/// The rows of the table <c>notificaciones</c>, all in one partition as the register's are, so that a state and its place on a list change together:
/// <c>n|{id}</c> a notification; <c>p|{id}</c> the outbox; <c>f|{id}</c> what needs a person; <c>t|{token}</c> whose messages carry a token.
/// </summary>
internal static class NotificationRows
{
    public const string Partition = "notificaciones";

    public static string Key(Notice notice) => $"n|{notice.Id}";

    public static string OpenKey(Notice notice) => $"p|{notice.Id}";

    public static string PersonKey(Notice notice) => $"f|{notice.Id}";

    public static string TokenKey(string token) => $"t|{token}";

    public static Notice Notice(string rowKey) =>
        Notifications.Notice.TryParse(rowKey[2..], out var notice) ? notice : throw new InvalidDataException($"Row {rowKey} names no notice.");

    public static TableEntity Open(Notice notice, Instant due) => new(Partition, OpenKey(notice)) { ["Due"] = due.ToDateTimeOffset() };

    public static TableEntity Whole(Notification n) => new(Partition, Key(n.Notice))
    {
        ["Kind"] = n.Notice.Kind,
        ["Token"] = n.Token,
        ["CreatedAt"] = n.CreatedAt.ToDateTimeOffset(),
        ["State"] = n.State.Code,
        ["StateAt"] = At(n.State).ToDateTimeOffset(),
        ["HandingOver"] = (n.State as NotificationState.Sending)?.HandingOver,
        ["Answer"] = (n.State as NotificationState.Sent)?.Answer,
        ["Attempts"] = n.Attempts,
        ["TroubleCode"] = n.Trouble?.Code,
        ["TroubleDetail"] = n.Trouble?.Detail,
        ["Recipient"] = n.Recipient,
        ["Message"] = n.Message?.Hex,
        ["Reports"] = n.Reports.Count == 0 ? null : JsonSerializer.Serialize(n.Reports.Select(r => new ReportColumn(r.What, JsonText.Iso(r.At), r.Mail.Hex))),
    };

    public static Notification Read(TableEntity row) => Read(row, ReadState(row));

    private static Notification Read(TableEntity row, NotificationState state) => new(
        Notice(row.RowKey), row.Text("Token"), row.Moment("CreatedAt"), state, row.GetInt32("Attempts") ?? throw row.Broken("Attempts"))
    {
        Stored = state,
        Trouble = row.GetString("TroubleCode") is { } code ? new MailTrouble(code, row.GetString("TroubleDetail") ?? "") : null,
        Recipient = row.GetString("Recipient"),
        Message = row.GetString("Message") is { } hex ? JsonText.ParseDigest(hex) : null,
        Reports = row.GetString("Reports") is { } reports
            ? [.. JsonSerializer.Deserialize<List<ReportColumn>>(reports)!.Select(r => new DeliveryReport(r.What, JsonText.ParseInstant(r.At), JsonText.ParseDigest(r.Mail)))]
            : [],
        Version = row.ETag.ToString("H"),
    };

    private static NotificationState ReadState(TableEntity row)
    {
        var at = row.Moment("StateAt");
        return row.Text("State") switch
        {
            NotificationState.Pending.Name => new NotificationState.Pending(at),
            NotificationState.Sending.Name => new NotificationState.Sending(at, row.GetBoolean("HandingOver") ?? throw row.Broken("HandingOver")),
            NotificationState.Sent.Name => new NotificationState.Sent(at, row.Text("Answer")),
            NotificationState.Doubtful.Name => new NotificationState.Doubtful(at),
            NotificationState.Failed.Name => new NotificationState.Failed(at),
            NotificationState.NoAddress.Name => new NotificationState.NoAddress(at),
            NotificationState.Moot.Name => new NotificationState.Moot(at),
            _ => throw row.Broken("State"),
        };
    }

    public static Instant At(NotificationState state) => state switch
    {
        NotificationState.Pending s => s.NotBefore,
        NotificationState.Sending s => s.Until,
        NotificationState.Sent s => s.At,
        NotificationState.Doubtful s => s.At,
        NotificationState.Failed s => s.At,
        NotificationState.NoAddress s => s.At,
        NotificationState.Moot s => s.At,
        _ => throw new System.Diagnostics.UnreachableException("A state nobody stores."),
    };

    private sealed record ReportColumn(string What, string At, string Mail);
}
