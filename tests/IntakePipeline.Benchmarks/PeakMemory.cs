using System.Diagnostics;
using System.Globalization;

namespace IntakePipeline.Benchmarks;

/// <summary>The most memory a process has had resident.</summary>
internal static class PeakMemory
{
    private const int BytesPerKilobyte = 1024;

    /// <summary>Bytes, since the process began.</summary>
    public static long Of(Process process)
    {
        // Process.PeakWorkingSet64 is not kept on Linux; the kernel's own high-water mark is.
        var status = $"/proc/{process.Id}/status";
        if (!File.Exists(status))
            return process.PeakWorkingSet64;
        var line = File.ReadLines(status).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * BytesPerKilobyte;
    }

    /// <summary>Megabytes of this process.</summary>
    public static double OwnMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return Of(self) / 1e6;
    }
}
