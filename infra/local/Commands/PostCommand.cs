using System.CommandLine;
using IntakePipeline.Local.Filing;

namespace IntakePipeline.Local.Commands;

/// <summary><c>post DIR</c>: files a folder over HTTP.</summary>
internal static class PostCommand
{
    private static readonly Uri DefaultAddress = new("http://127.0.0.1:7071");

    private static readonly Option<Uri?> Address = new("--address") { Description = "The host's address [default: that of the host in the data folder]", HelpName = "URL" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = FilingArguments.Folder();
        var output = FilingArguments.Output();
        var command = new Command("post", "File a folder (solicitud.json, its signature, its documents) over HTTP and print the receipt") { folder, output, Address };
        command.SetAction((parsed, cancellationToken) => CommandLine.GuardAsync(async () =>
        {
            var path = parsed.GetValue(folder)!;
            var data = DataFolder.At(parsed.GetValue(CommandLine.Data));
            var submission = FilingArguments.Read(path);
            using var http = new HttpClient { BaseAddress = parsed.GetValue(Address) ?? data.Running()?.Address ?? DefaultAddress };
            var door = new HttpDoor(http, data.RegistryKey());
            return await FilingReport.ShowAsync(
                await door.FileAsync(submission, cancellationToken), door.ReceiptPdfAsync, path, parsed.GetValue(output), cancellationToken);
        }));
        return command;
    }
}
