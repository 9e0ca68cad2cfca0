using System.Net;
using System.Net.Sockets;
using Azure.Core;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Functions;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Intake;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Local.Hosting.Settings;
using IntakePipeline.Notifications;
using IntakePipeline.Receipts;
using IntakePipeline.Signatures;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Storage;
using IntakePipeline.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IntakePipeline.Local;

/// <summary>On which storage the pipeline runs locally, and how.</summary>
public sealed record IntakeHostOptions
{
    /// <summary>Connection string of the storage account; several hosts may share it.</summary>
    public required string Storage { get; init; }

    /// <summary>The function key that the registry, and whoever else files over HTTP, must show.</summary>
    public required string RegistryKey { get; init; }

    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What the official clock shows, in Europe/Madrid, when the host starts; null for the real time. Anything else marks every receipt as a simulation.</summary>
    public LocalDateTime? OfficialTime { get; init; }

    /// <summary>Under which address receipts say that they can be checked; null for the host's own. The same on every host that shares a storage.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Settings by the names they have in Azure: <c>Custody</c>, <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public IConfiguration Settings { get; init; } = new ConfigurationBuilder().Build();

    /// <summary>How signatures are checked; by default nobody is trusted.</summary>
    public SignatureSettings Signatures { get; init; } = new();

    /// <summary>With what the registry seals; null for a development seal that ends with this process.</summary>
    public Sealing? Sealing { get; init; }

    /// <summary>Where the log goes.</summary>
    public Action<ILoggingBuilder> Logging { get; init; } = static logging => logging.ClearProviders();

    /// <summary>How fast the host does its own work.</summary>
    public HostPace Pace { get; init; } = new();

    /// <summary>Where the process is to die; null, as always but in tests of crashes, for nowhere.</summary>
    public CrashPoint? CrashAt { get; init; }

    /// <summary>A folder in which mail is left as files instead of being sent; null sends it as the settings say.</summary>
    public string? MailFolder { get; init; }
}

/// <summary>The whole pipeline in this process: the functions, their services and their storage's layout, on the local host.</summary>
public sealed class IntakeHost : IAsyncDisposable
{
    private readonly LocalHost host;

    private IntakeHost(LocalHost host, StorageConnection storage, IReadOnlyList<DepartmentId> departments) =>
        (this.host, Storage, Departments) = (host, storage, departments);

    /// <summary>Where it answers.</summary>
    public Uri Address => host.Address;

    /// <summary>Its storage.</summary>
    public StorageConnection Storage { get; }

    /// <summary>The departments that have an evaluation queue.</summary>
    public IReadOnlyList<DepartmentId> Departments { get; }

    /// <summary>The functions' services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Makes the storage's layout and runs the functions on it.</summary>
    /// <exception cref="HostStartException">The port is taken, storage does not answer, or a setting is wrong; the message says which.</exception>
    public static async Task<IntakeHost> StartAsync(IntakeHostOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var port = options.Port == 0 ? FreePort() : options.Port;
        var settings = ReadSettings(options, port);
        var storage = Connect(options.Storage, options.CrashAt);
        if (settings.Storage.Custody != settings.Storage)
            storage = storage.WithCustody(settings.Storage.Custody);
        var calendar = WorkingCalendar.Load();
        var calls = CallCatalogue.Load(calendar);
        await LayOutAsync(storage, calls.Departments, cancellationToken);
        var clock = options.OfficialTime is { } time ? OfficialClock.Showing(time, TimeProvider.System) : new OfficialClock(TimeProvider.System);
        return new IntakeHost(
            await LocalHost.StartAsync(
                new LocalHostOptions
                {
                    FunctionClasses = LocalHostOptions.FunctionClassesOf(typeof(Presentaciones).Assembly),
                    StorageConnectionString = options.Storage,
                    Settings = HostSettings.Read(Path.Combine(AppContext.BaseDirectory, "host.json")),
                    Port = port,
                    HostId = "intake",
                    FunctionKey = options.RegistryKey,
                    Pace = options.Pace,
                    Configuration = options.Settings.GetSection("Intake").AsEnumerable().Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value),
                    ConfigureServices = services =>
                    {
                        // The functions' own line says it all; the framework's would name receipts by their codes.
                        services.AddLogging(logging => options.Logging(logging.AddFilter("Microsoft", LogLevel.Warning)));
                        services.TryAddSingleton(TimeProvider.System);
                        if (options.MailFolder is { } folder)
                            services.AddSingleton<IMailTransport>(new MailFolder(folder));
                        services.AddSingleton(options.Signatures).AddSingleton(calendar).AddSingleton(calls);
                        services.AddIntake(storage, clock, settings.PublicAddress, options.Sealing).AddTelemetry(settings.Telemetry)
                            .AddPages(new DevelopmentSignIn(TimeProvider.System));
                    },
                },
                cancellationToken),
            storage, calls.Departments);
    }

    /// <summary>Finishes what is in flight, then stops.</summary>
    public Task StopAsync() => host.StopAsync(CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static IntakeSettings ReadSettings(IntakeHostOptions options, int port)
    {
        // What was typed is complained of as what was typed.
        Connect(options.Storage);
        var typed = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [StorageConnection.DefaultName] = options.Storage,
            [PublicAddress.Setting] = options.PublicAddress?.AbsoluteUri ?? options.Settings[PublicAddress.Setting] ?? $"http://127.0.0.1:{port}",
        };
        try
        {
            return IntakeSettings.Read(new ConfigurationBuilder().AddConfiguration(options.Settings).AddInMemoryCollection(typed).Build());
        }
        catch (SettingsException e)
        {
            throw new HostStartException(e.Message, e);
        }
    }

    /// <summary>Connects with what somebody typed.</summary>
    /// <exception cref="HostStartException">It is no connection string.</exception>
    internal static StorageConnection Connect(string connectionString, CrashPoint? crashAt = null)
    {
        try
        {
            return new StorageConnection(connectionString, crashAt is null ? null : options => options.AddPolicy(new CrashPolicy(crashAt), HttpPipelinePosition.PerCall));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new HostStartException($"This is no storage connection string: {e.Message}", e);
        }
    }

    /// <summary>A port of the loopback address that nobody listens on.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task LayOutAsync(StorageConnection storage, IReadOnlyList<DepartmentId> departments, CancellationToken cancellationToken)
    {
        try
        {
            await StorageLayout.CreateAsync(storage, departments, cancellationToken);
        }
        catch (Exception e) when (e is Azure.RequestFailedException or AggregateException)
        {
            throw new HostStartException($"Storage does not answer: {(e is AggregateException { InnerExceptions: [var first, ..] } ? first : e).Message}", e);
        }
    }
}
