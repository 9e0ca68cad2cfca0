using System.CommandLine;
using System.Text;
using IntakePipeline.Registry.Audit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Local.Commands;

/// <summary><c>verify-register</c>: reads everything in storage again and prints what does not agree.</summary>
internal static class VerifyRegisterCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line instead of text" };
        var patience = new Option<int>("--patience")
        {
            Description = "Minutes after which what is unfinished counts as a fault",
            DefaultValueFactory = _ => (int)RegisterAudit.DefaultPatience.TotalMinutes,
            HelpName = "MINUTES",
        };
        var command = new Command("verify-register", "Read the register, receipts, originals, expedientes, queues and inbox again and print what does not agree; changes nothing")
        {
            CommandLine.Data, CommandLine.Storage, patience, json,
        };
        command.Does(async (parsed, cancellationToken) =>
        {
            await using var storage = await StorageCommand.OpenAsync(parsed, cancellationToken);
            var (output, asJson) = (parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            var report = await storage.Services.GetRequiredService<RegisterAudit>().RunAsync(
                Duration.FromMinutes(parsed.GetValue(patience)), finding => output.WriteLine(asJson ? Json(finding) : Line(finding)), cancellationToken);
            output.WriteLine(asJson ? Json(report) : Summary(report));
            return report.Faults == 0 ? ExitCode.Done : ExitCode.Trouble;
        });
        return command;
    }

    private static string Line(AuditFinding finding) => $"{(finding.IsFault ? "FAULT" : "note ")} {finding.Code,-24} {finding.Place}: {finding.Detail}";

    private static string Summary(AuditReport report) =>
        $"Looked at {string.Join(", ", report.Seen.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Value} {s.Key}"))}. "
        + (report.Faults == 0 ? "Everything agrees." : $"{report.Faults} FAULTS.");

    private static string Json(AuditFinding finding) => Encoding.UTF8.GetString(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteString("place", finding.Place);
        json.WriteString("detail", finding.Detail);
        json.WriteBoolean("fault", finding.IsFault);
        json.WriteEndObject();
    }));

    private static string Json(AuditReport report) => Encoding.UTF8.GetString(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("faults", report.Faults);
        json.WriteStartObject("seen");
        foreach (var (kind, count) in report.Seen.OrderBy(s => s.Key, StringComparer.Ordinal))
            json.WriteNumber(kind, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }));
}
