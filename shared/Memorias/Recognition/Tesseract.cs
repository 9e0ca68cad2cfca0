using System.Globalization;
using System.Text;
using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Memorias.Recognition;

/// <summary>The <c>tesseract</c> of this machine, with Spanish and Catalan (which is what it calls Valencian).</summary>
public sealed class Tesseract
{
    private const string Languages = "spa+cat";
    private static readonly ProcessLimits Limits = new(Processor: TimeSpan.FromSeconds(40), Wall: TimeSpan.FromSeconds(60), MemoryBytes: 1L << 30, OutputBytes: 4 << 20);
    private static readonly Lazy<Tesseract?> OnPath = new(Find);

    private readonly string program;
    private readonly ProcessLimits limits;

    private Tesseract(string program, ProcessLimits limits) => (this.program, this.limits) = (program, limits);

    /// <summary>The one on the machine; null when there is none with both languages. Looked for once.</summary>
    public static Tesseract? Installed => OnPath.Value;

    /// <summary>The same within other bounds.</summary>
    internal Tesseract Within(ProcessLimits other) => new(program, other);

    /// <summary>Reads a scanned page.</summary>
    /// <returns>Its words where they stand on the page; null when it failed or came to a bound.</returns>
    internal async Task<PageRecognition?> ReadAsync(PdfScan scan, CancellationToken cancellationToken)
    {
        string[] arguments = ["stdin", "stdout", "-l", Languages, "--psm", "3", "--dpi", Math.Clamp((int)Math.Round(scan.Ppi), 70, 2400).ToString(CultureInfo.InvariantCulture), "tsv"];
        var output = scan.File is { } picture ? await BoundedProcess.RunAsync(program, arguments, picture, limits, cancellationToken) : null;
        return output is null ? null : TesseractTable.Read(Encoding.UTF8.GetString(output), scan.Left, scan.Top, scan.Right, scan.Bottom);
    }

    private static Tesseract? Find()
    {
        if (BoundedProcess.Find("tesseract") is not { } program)
            return null;
        // Waited for, because it is asked once by whoever comes first; on a thread of the pool, so that no context of the caller's is waited for in turn.
        var listed = Task.Run(() => BoundedProcess.RunAsync(program, ["--list-langs"], default, Limits, CancellationToken.None)).GetAwaiter().GetResult();
        var languages = listed is null ? [] : Encoding.UTF8.GetString(listed).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return Languages.Split('+').All(language => languages.Contains(language, StringComparer.Ordinal)) ? new Tesseract(program, Limits) : null;
    }
}
