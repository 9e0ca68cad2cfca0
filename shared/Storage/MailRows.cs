using System.Globalization;
using System.Text.Json;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail;
using IntakePipeline.Notifications;
using IntakePipeline.Registry;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary>
/// The rows of the table <c>correo</c>. Partition <c>correo</c>: <c>m|{id}</c> a mail; <c>p|{arrived}|{id}</c> one that needs a person; <c>k|{key}</c> which
/// mail a submission key is of. A partition an expediente: its documents, by entry.
/// </summary>
internal static class MailRows
{
    public const string Partition = "correo";

    public static string Key(string id) => $"m|{id}";

    public static string DocumentPartition(ExpedienteKey key) => $"documentos|{Notice.MatterOf(key)}";

    public static TableEntity ForPerson(MailRecord record) => new(Partition, $"p|{JsonText.Iso(record.ArrivedAt)}|{record.Id}") { ["Id"] = record.Id };

    public static TableEntity Whole(MailRecord r)
    {
        var row = new TableEntity(Partition, Key(r.Id))
        {
            ["Path"] = r.Path,
            ["Version"] = r.Version,
            ["Bytes"] = r.Bytes,
            ["ArrivedAt"] = r.ArrivedAt.ToDateTimeOffset(),
            ["State"] = r.State.Code,
            ["Digest"] = r.Digest?.Hex,
            ["From"] = r.From,
            ["Subject"] = r.Subject,
            ["Expedientes"] = JsonSerializer.Serialize(r.Expedientes),
            ["Files"] = JsonSerializer.Serialize(r.Files),
        };
        switch (r.State)
        {
            case MailState.Registered s:
                (row["Entry"], row["Call"], row["Expediente"]) = (s.Entry.ToString(), s.Expediente.Call.Value, s.Expediente.Number.ToString());
                break;
            case MailState.Duplicate s:
                row["Entry"] = s.Entry.ToString();
                break;
            case MailState.Automatic s:
                row["Reason"] = s.Reason;
                break;
            case MailState.ForPerson s:
                row["Reason"] = s.Reason;
                break;
            case MailState.Report s:
                row["Notice"] = s.Notice.Id;
                break;
            case MailState.Settled s:
                (row["SettledBy"], row["Reason"], row["SettledAt"]) = (s.By.Name, s.Why, s.At.ToDateTimeOffset());
                break;
            default:
                throw new System.Diagnostics.UnreachableException("A state nobody stores.");
        }

        return row;
    }

    public static MailRecord Read(TableEntity row) => new(
        row.Text("Path"), row.Text("Version"), row.GetInt64("Bytes") ?? throw row.Broken("Bytes"), row.Moment("ArrivedAt"), ReadState(row))
    {
        Digest = row.GetString("Digest") is { } hex ? JsonText.ParseDigest(hex) : null,
        From = row.GetString("From"),
        Subject = row.GetString("Subject"),
        Expedientes = JsonSerializer.Deserialize<List<string>>(row.Text("Expedientes"))!,
        Files = JsonSerializer.Deserialize<List<string>>(row.Text("Files"))!,
    };

    public static TableEntity Document(ExpedienteKey key, MailedDocument m, int index)
    {
        var row = new TableEntity(DocumentPartition(key), string.Create(CultureInfo.InvariantCulture, $"{m.Entry.Year:D4}|{m.Entry.Sequence:D9}|{index:D4}"))
        {
            ["Entry"] = m.Entry.ToString(),
            ["Kind"] = m.Document.Kind,
            ["Name"] = m.Document.Name.Value,
            ["Bytes"] = m.Document.Bytes,
            ["Digest"] = m.Document.Digest.Hex,
        };
        FindingsColumns.Write(row, m.Findings);
        return row;
    }

    public static MailedDocument ReadDocument(TableEntity row) => new(
        row.Entry("Entry"),
        new KeptDocument(
            row.Text("Kind"), FileName.TryParse(row.GetString("Name"), out var name) ? name : throw row.Broken("Name"),
            row.GetInt64("Bytes") ?? throw row.Broken("Bytes"), JsonText.ParseDigest(row.Text("Digest"))),
        FindingsColumns.Read(row));

    private static MailState ReadState(TableEntity row) => row.Text("State") switch
    {
        MailState.Registered.Name => new MailState.Registered(
            row.Entry("Entry"),
            new ExpedienteKey(new CallId(row.Text("Call")), ExpedienteNumber.TryParse(row.GetString("Expediente"), out var number) ? number : throw row.Broken("Expediente"))),
        MailState.Duplicate.Name => new MailState.Duplicate(row.Entry("Entry")),
        MailState.Automatic.Name => new MailState.Automatic(row.Text("Reason")),
        MailState.ForPerson.Name => new MailState.ForPerson(row.Text("Reason")),
        MailState.Report.Name => new MailState.Report(Notice.TryParse(row.GetString("Notice"), out var notice) ? notice : throw row.Broken("Notice")),
        MailState.Settled.Name => new MailState.Settled(new Actor(row.Text("SettledBy")), row.Text("Reason"), row.Moment("SettledAt")),
        _ => throw row.Broken("State"),
    };
}
