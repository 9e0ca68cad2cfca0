using System.CommandLine;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Local.Commands;

/// <summary><c>rebuild</c>: makes the table <c>expedientes</c> again from register and originals, and the panel's search index from it.</summary>
internal static class RebuildCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("rebuild", "Make what is missing in the table of expedientes again from the register and the originals; what is there stays")
        {
            CommandLine.Data, CommandLine.Storage,
        };
        command.Does(async (parsed, cancellationToken) =>
        {
            await using var storage = await StorageCommand.OpenAsync(parsed, cancellationToken);
            var services = storage.Services;
            await StorageLayout.CreateAsync(services.GetRequiredService<StorageConnection>(), services.GetRequiredService<CallCatalogue>().Departments, cancellationToken);
            var rebuilt = await services.GetRequiredService<ExpedienteRebuild>().RunAsync(cancellationToken);
            await services.GetRequiredService<SearchIndexKeeper>().RebuildAsync(cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var place in rebuilt.Unreadable)
                await output.WriteLineAsync($"FAULT {place}: the entry cannot be read, and its expediente was not made");
            await output.WriteLineAsync($"Went through {rebuilt.Entries} entries; {rebuilt.LeftToHosts} of them are still to be processed, by a host. Check with verify-register.");
            return rebuilt.Unreadable.Count == 0 ? ExitCode.Done : ExitCode.Trouble;
        });
        return command;
    }
}
