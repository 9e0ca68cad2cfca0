using System.CommandLine;
using IntakePipeline.Storage;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace IntakePipeline.Local.Commands;

/// <summary>The root command: the pipeline, until somebody stops it.</summary>
internal static class RunCommand
{
    private const int DefaultPort = 7071;

    private static readonly Option<int> Port = new("--port") { Description = "Port on 127.0.0.1; 0 takes a free one", DefaultValueFactory = _ => DefaultPort };

    private static readonly Option<LocalDateTime?> Time = new("--official-time")
    {
        Description = "What the official clock shows at start, Europe/Madrid unless it has an offset; receipts are marked SIMULACIÓ / SIMULACIÓN",
        HelpName = "ISO",
        CustomParser = OfficialTime.Parse,
    };

    private static readonly Option<Uri?> PublicAddress = new("--public-address")
    {
        Description = "Address under which receipts say that they can be checked [default: the host's own]",
        HelpName = "URL",
        CustomParser = HttpAddress.Parse,
    };

    private static readonly Option<string?> MailTo = new("--mail-folder")
    {
        Description = "Leave mail as .eml files in this folder instead of sending it",
        HelpName = "DIR",
    };

    /// <summary>Makes <paramref name="root"/> run the pipeline.</summary>
    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Port);
        root.Options.Add(Time);
        root.Options.Add(PublicAddress);
        root.Options.Add(MailTo);
        root.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = DataFolder.At(parsed.GetValue(CommandLine.Data));
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var givenStorage = parsed.GetValue(CommandLine.Storage) ?? settings[StorageConnection.DefaultName];
        // A host on a storage of its own needs the folder for the key only, and may share it.
        using var use = folder.TryUse();
        if (use is null && givenStorage is null)
        {
            throw new Filing.FilingException(
                $"Another host is using {folder.Location}{(folder.Running() is { } other ? $" (it answers at {other.Address})" : "")}. " +
                "Give this one a folder of its own with --data, or let it share that one's storage with --storage.");
        }

        await using var emulator = givenStorage is null ? await Emulator.StartAsync(folder.StorageLocation, cancellationToken) : null;
        var storage = givenStorage ?? emulator!.ConnectionString;
        var registryKey = folder.RegistryKey();
        var signatures = LocalTrust.Of(folder);
        await using var host = await IntakeHost.StartAsync(
            new IntakeHostOptions
            {
                Storage = storage,
                RegistryKey = registryKey,
                Port = parsed.GetValue(Port),
                OfficialTime = parsed.GetValue(Time),
                PublicAddress = parsed.GetValue(PublicAddress),
                Settings = settings,
                Signatures = signatures,
                Sealing = folder.Sealing(settings),
                MailFolder = parsed.GetValue(MailTo),
                Logging = LineLog.ToConsole,
                CrashAt = CrashPoint.Find(Environment.GetEnvironmentVariable(CrashPoint.Variable)),
            },
            cancellationToken);
        use?.Announce(new RunningHost(host.Address, storage));

        var output = parsed.InvocationConfiguration.Output;
        Banner.Show(output, host, folder, registryKey, ownsStorage: emulator is not null);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await output.WriteLineAsync("Stopping: what is in flight is finished first.");
        await host.StopAsync();
        return ExitCode.Done;
    }
}
