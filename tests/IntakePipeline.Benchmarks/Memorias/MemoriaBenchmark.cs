using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Tests.Memorias.Pdf;

namespace IntakePipeline.Benchmarks.Memorias;

/// <summary>
/// Time and allocations of looking into a memoria: the reader alone and the whole inspection, beside SHA-256 over the same bytes and, where the machine has
/// them, <c>pdfimages -list</c> and <c>pdftotext</c> as processes, their start included.
/// </summary>
internal static class MemoriaBenchmark
{
    private const int WarmUp = 10;
    private const int Rounds = 15;
    private const int AtOnce = 16;
    private const int BombMegabytes = 1_024;

    public static int Run(IReadOnlyList<FileInfo> files)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memoria: medians of {Rounds} after {WarmUp}; {Environment.ProcessorCount} cores"));
        Console.WriteLine($"  {"",-34}{"bytes",11} {"SHA-256",9} {"reader",16} {"inspection",19} {"pdfimages",10} {"pdftotext",10}");
        var (scan, text) = (BuiltMemorias.Scan(), BuiltMemorias.Text());
        Show("120 scanned pages (G4, 200 ppp)", scan);
        if (text is null)
            Console.WriteLine("  no Chromium here: no 120 pages of text");
        else
            Show("120 pages of text (Chromium)", text);
        foreach (var name in (string[])["scan_ocr_tess_003p", "text_gs_pdfwrite_010p", "mixed_text_scan_010p", "form_filled"])
            Show(name, Samples.Read(name));
        foreach (var file in files)
            Show(file.Name, File.ReadAllBytes(file.FullName));

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {AtOnce} at once, each in memory of its own, in a process of its own:"));
        ShowAtOnce("scans", scan);
        if (text is not null)
            ShowAtOnce("texts", text);
        ShowAtOnce("decompression bombs", Hostile.ContentBomb(BombMegabytes));
        ShowAtOnce("object stream bombs", Hostile.ObjectStreamBombs());
        return 0;
    }

    /// <summary>Inspects a file several times at once and prints this process's peak.</summary>
    public static int RunAtOnce(FileInfo file)
    {
        var copies = Enumerable.Range(0, AtOnce).Select(_ => File.ReadAllBytes(file.FullName)).ToArray();
        var inspector = new MemoriaInspector(TimeProvider.System);
        var outcomes = new MemoriaOutcome[AtOnce];
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, AtOnce).Select(i => new Thread(() => outcomes[i] = inspector.Inspect(copies[i]).Outcome)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds,7:F0} ms in all   working set at most {PeakMemory.OwnMegabytes(),4:F0} MB   {string.Join(' ', outcomes.Distinct())}"));
        return 0;
    }

    private static void Show(string name, byte[] bytes)
    {
        var inspector = new MemoriaInspector(TimeProvider.System);
        var sha = Measure(() => SHA256.HashData(bytes));
        var reader = Measure(() => ((PdfResult<PdfDocument>.Ok)PdfDocument.Open(bytes, PdfLimits.Default, TimeProvider.System)).Value.ReadPages());
        var whole = Measure(() => inspector.Inspect(bytes));
        var path = Path.Combine(Path.GetTempPath(), $"intake-bench-{Environment.ProcessId}.pdf");
        File.WriteAllBytes(path, bytes);
        var images = MeasureTool("pdfimages", "-list", path);
        var text = MeasureTool("pdftotext", "-q", path, "-");
        File.Delete(path);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {name,-34}{bytes.Length,11:N0} {sha.Milliseconds,6:F2} ms {reader.Milliseconds,6:F2} ms {reader.Megabytes,5:F1} MB {whole.Milliseconds,7:F2} ms {whole.Megabytes,5:F1} MB {images,10} {text,10}"));
    }

    private static (double Milliseconds, double Megabytes) Measure(Func<object> work)
    {
        for (var i = 0; i < WarmUp; i++)
            GC.KeepAlive(work());
        var times = new double[Rounds];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        var megabytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6 / Rounds;
        Array.Sort(times);
        return (times[Rounds / 2], megabytes);
    }

    private static string MeasureTool(string program, params string[] arguments)
    {
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.GetTimestamp();
            if (ExternalTool.Run(program, arguments) is null)
                return "—";
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2]:F1} ms");
    }

    private static void ShowAtOnce(string what, byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"intake-bench-{Environment.ProcessId}.pdf");
        File.WriteAllBytes(path, bytes);
        var answer = ExternalTool.Run("dotnet", typeof(MemoriaBenchmark).Assembly.Location, "at-once", path);
        File.Delete(path);
        Console.WriteLine($"    {what,-22}{answer?.Output.TrimEnd() ?? "did not end"}");
    }
}
