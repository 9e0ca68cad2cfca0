using System.CommandLine;
using IntakePipeline.Calendar;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Receipts;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Local.Commands;

/// <summary>What commands have in common that work on the storage itself, with or without a host: the pipeline's services on the storage that was meant.</summary>
internal sealed class StorageCommand : IAsyncDisposable
{
    private readonly AzuriteProcess? emulator;

    private StorageCommand(AzuriteProcess? emulator, DataFolderUse? use, StorageConnection storage, Sealing sealing)
    {
        (this.emulator, Use) = (emulator, use);
        Services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddIntake(storage, new OfficialClock(TimeProvider.System), new PublicAddress(new Uri("http://127.0.0.1")), sealing)
            .BuildServiceProvider();
    }

    /// <summary>The pipeline's services.</summary>
    public ServiceProvider Services { get; }

    /// <summary>The data folder, held for this command; null when a host has it, or the storage is another.</summary>
    public DataFolderUse? Use { get; }

    /// <summary>Reaches the storage that was named, as an option or by the settings of the functions; else that of the host that uses the data folder; else the folder's own, with an emulator for as long as the command runs.</summary>
    /// <exception cref="Filing.FilingException">There is no storage there.</exception>
    public static async Task<StorageCommand> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var folder = DataFolder.At(parsed.GetValue(CommandLine.Data));
        // The seal that the hosts of this folder use: receipts under another one are told.
        var sealing = folder.Sealing(settings);
        if (parsed.GetValue(CommandLine.Storage) is { } given)
            return new StorageCommand(null, null, IntakeHost.Connect(given), sealing);
        // As on Azure: an account by its name, asked as whoever is signed in.
        if (StorageConnection.IsSet(settings))
            return new StorageCommand(null, null, StorageConnection.WithCustodyFrom(settings), sealing);
        if (folder.Running() is { } host)
            return new StorageCommand(null, null, IntakeHost.Connect(host.Storage), sealing);
        if (!Directory.Exists(folder.StorageLocation))
            throw new Filing.FilingException($"There is no storage in {folder.Location}: name another folder with --data, or a storage account with --storage.");
        var use = folder.TryUse() ?? throw new Filing.FilingException($"Another program is using {folder.Location}, and has not said where its storage is.");
        try
        {
            var started = await Emulator.StartAsync(folder.StorageLocation, cancellationToken);
            return new StorageCommand(started, use, IntakeHost.Connect(started.ConnectionString), sealing);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (emulator is not null)
            await emulator.DisposeAsync();
        Use?.Dispose();
    }
}
