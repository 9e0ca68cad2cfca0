using System.CommandLine;
using IntakePipeline.Local.Filing;

namespace IntakePipeline.Local.Commands;

/// <summary><c>post DIR</c>: files a folder over HTTP.</summary>
internal static class PostCommand
{
    private static readonly Option<Uri?> Address = new("--address")
    {
        Description = "The host's address [default: that of the host in the data folder]",
        HelpName = "URL",
        CustomParser = HttpAddress.Parse,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = FilingArguments.Folder();
        var output = FilingArguments.Output();
        var command = new Command("post", "File a folder (solicitud.json, its signature, its documents) over HTTP and print the receipt") { folder, output, Address, CommandLine.Data };
        command.Does(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(folder)!;
            var data = DataFolder.At(parsed.GetValue(CommandLine.Data));
            var submission = FilingArguments.Read(path, parsed.InvocationConfiguration.Error);
            using var http = new HttpClient
            {
                BaseAddress = parsed.GetValue(Address) ?? data.Running()?.Address
                    ?? throw new FilingException($"No host uses {data.Location}. Start one with: dotnet run --project infra/local, or say where one is with --data or --address."),
            };
            var door = new HttpDoor(http, data.FindRegistryKey()
                ?? throw new FilingException($"There is no registry key in {data.Location}: set {DataFolder.KeyVariable} to the one the host printed."));
            return await FilingReport.ShowAsync(
                parsed.InvocationConfiguration.Output, await door.FileAsync(submission, cancellationToken), door.ReceiptPdfAsync, path, parsed.GetValue(output), cancellationToken);
        });
        return command;
    }
}
