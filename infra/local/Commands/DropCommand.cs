using System.CommandLine;
using IntakePipeline.Local.Filing;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Commands;

/// <summary><c>drop DIR</c>: files a folder as blobs.</summary>
internal static class DropCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = FilingArguments.Folder();
        var output = FilingArguments.Output();
        var command = new Command("drop", "File a folder as blobs of the inbox, wait until it is registered or refused, and print the receipt") { folder, output, CommandLine.Data, CommandLine.Storage };
        command.Does(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(folder)!;
            var data = DataFolder.At(parsed.GetValue(CommandLine.Data));
            var submission = FilingArguments.Read(path, parsed.InvocationConfiguration.Error);
            var storage = parsed.GetValue(CommandLine.Storage) ?? data.Running()?.Storage
                ?? throw new FilingException($"No host uses {data.Location}. Start one with: dotnet run --project infra/local, or say where one is with --data or --storage.");
            var door = new BlobDoor(IntakeHost.Connect(storage));
            return await FilingReport.ShowAsync(
                parsed.InvocationConfiguration.Output, await door.FileAsync(KeyOf(submission, path), submission, Patience, cancellationToken), door.ReceiptPdfAsync, path, parsed.GetValue(output), cancellationToken);
        });
        return command;
    }

    /// <summary>The envelope's key; where it cannot be read, the folder's name stands for it, so that the pipeline gets to see and refuse it.</summary>
    private static SubmissionKey KeyOf(SubmissionFolder submission, string path) =>
        submission.Key ?? (SubmissionKey.TryParse(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), out var key)
            ? key
            : throw new FilingException("solicitud.json names no presentacion, and the folder's name cannot stand for it: letters, digits, «.», «_» and «-», at most 64."));
}
