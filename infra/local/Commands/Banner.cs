using System.Globalization;
using NodaTime;

namespace IntakePipeline.Local.Commands;

/// <summary>What a starting host says about itself.</summary>
internal static class Banner
{
    /// <summary>Prints where the host answers, what it keeps where, and how to file something.</summary>
    public static void Show(TextWriter output, IntakeHost host, DataFolder folder, string registryKey, bool ownsStorage, LocalDateTime? officialTime)
    {
        var given = Environment.GetEnvironmentVariable(DataFolder.KeyVariable) is { Length: > 0 };
        output.WriteLine();
        Line("IntakePipeline", host.Address.ToString().TrimEnd('/'));
        Line("registry key", given ? $"{registryKey} (from {DataFolder.KeyVariable})" : registryKey);
        Line("storage", ownsStorage ? folder.StorageLocation : "as given by --storage");
        if (officialTime is { } time)
            Line("official time", $"{time.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} Europe/Madrid at start: SIMULACIÓ / SIMULACIÓN on every receipt");
        Line("file a folder", "dotnet run --project infra/local -- post DIR");
        Line("stop", "Ctrl+C");
        output.WriteLine();

        void Line(string label, string value) => output.WriteLine($"  {label,-15} {value}");
    }
}
