using IntakePipeline.Receipts;
using IntakePipeline.Storage;
using IntakePipeline.Telemetry;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline;

/// <summary>Settings are missing or wrong; the message lists all of them, so that they can be mended at once.</summary>
public sealed class SettingsException(IReadOnlyList<string> troubles)
    : Exception(troubles.Count == 1
        ? $"The pipeline cannot start: {troubles[0]}"
        : $"The pipeline cannot start, settings are missing or wrong:{string.Concat(troubles.Select(t => $"{Environment.NewLine}  - {t}"))}")
{
    /// <summary>What is wrong, one sentence a setting.</summary>
    public IReadOnlyList<string> Troubles { get; } = troubles;
}

/// <summary>The pipeline's settings, by the same names on every host (<c>__</c> or <c>:</c> between sections).</summary>
/// <param name="Storage"><c>AzureWebJobsStorage</c>, and <c>Custody</c> for what must stay as it is.</param>
/// <param name="PublicAddress"><c>Intake__PublicAddress</c>.</param>
/// <param name="Telemetry"><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</param>
public sealed record IntakeSettings(StorageConnection Storage, PublicAddress PublicAddress, TelemetryTarget Telemetry)
{
    /// <summary>Reads them all.</summary>
    /// <exception cref="SettingsException">Some are missing or wrong.</exception>
    public static IntakeSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var troubles = new List<string>();
        var storage = Try(() => StorageConnection.WithCustodyFrom(configuration), troubles);
        var address = Try(() => PublicAddress.From(configuration[PublicAddress.Setting]), troubles);
        var telemetry = Try(() => TelemetryTarget.From(configuration[TelemetryTarget.Setting]), troubles);
        return troubles.Count == 0 ? new IntakeSettings(storage!, address!, telemetry!) : throw new SettingsException(troubles);
    }

    private static T? Try<T>(Func<T> read, List<string> troubles)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            troubles.Add(e.Message);
            return null;
        }
    }
}
