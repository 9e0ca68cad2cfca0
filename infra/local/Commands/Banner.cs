using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Signatures.Certificates;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Local.Commands;

/// <summary>What a starting host says about itself.</summary>
internal static class Banner
{
    /// <summary>Prints where the host answers, what it keeps where, which calls are open, and how to file something.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="host">The host.</param>
    /// <param name="folder">Its data folder.</param>
    /// <param name="registryKey">The key it takes.</param>
    /// <param name="ownsStorage">Whether its storage lies in the folder.</param>
    public static void Show(TextWriter output, IntakeHost host, DataFolder folder, string registryKey, bool ownsStorage)
    {
        var clock = host.Services.GetRequiredService<OfficialClock>();
        var keyIsGiven = Environment.GetEnvironmentVariable(DataFolder.KeyVariable) is { Length: > 0 };
        var where = folder.IsDefault ? "" : $" --data {folder.Location}";
        output.WriteLine();
        Line("IntakePipeline", host.Address.ToString().TrimEnd('/'));
        Line("registry key", keyIsGiven ? $"{registryKey} (from {DataFolder.KeyVariable})" : registryKey);
        Line("storage", ownsStorage ? folder.StorageLocation : "as given by --storage");
        if (clock.IsSimulated)
            Line("official time", $"{OfficialClock.ToLocal(clock.Now).ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} Europe/Madrid: SIMULACIÓ / SIMULACIÓN on every receipt");
        Line("signatures", host.Services.GetRequiredService<TrustAnchors>().Notice);
        Line("open calls", OpenCalls(host.Services.GetRequiredService<CallCatalogue>(), clock.Today));
        Line("file a folder", $"dotnet run --project infra/local -- post DIR{where}");
        Line("folders to file", "dotnet run --project infra/local -- samples DIR");
        Line("stop", "Ctrl+C");
        output.WriteLine();

        void Line(string label, string value) => output.WriteLine($"  {label,-15} {value}");
    }

    private static string OpenCalls(CallCatalogue calls, LocalDate today)
    {
        var open =
            from call in calls.All
            from programme in call.Programmes
            let window = programme.WindowOn(today)
            where window is not null
            group $"{programme.Id} (phase {window.Phase})" by call.Id into byCall
            select $"{byCall.Key}: {string.Join(", ", byCall)}";
        return string.Join("; ", open) is { Length: > 0 } list ? list : "none today: what is filed is registered out of time. Try --official-time 2012-06-20T09:00";
    }
}
