using System.Diagnostics;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias.Recognition;

/// <summary>
/// Reads scans that have no text layer. It takes seconds a page, so it is for those who can wait: nothing before the receipt does.
/// </summary>
/// <param name="tesseract">Reads a picture; null when it is not on the machine.</param>
/// <param name="time">Measures the time a memoria may take.</param>
public sealed class PageRecogniser(Tesseract? tesseract, TimeProvider time)
{
    /// <summary>Applicant, title and budget stand on the first pages.</summary>
    private const int MaxPages = 4;

    /// <summary>Time for all pages of one memoria; what comes after it is not begun.</summary>
    private static readonly TimeSpan PerMemoria = TimeSpan.FromMinutes(2);

    /// <summary>Each one keeps a core busy and holds a picture in memory: half of the machine is left to the rest.</summary>
    private static readonly SemaphoreSlim Places = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>A recogniser with what is installed here.</summary>
    public static PageRecogniser Installed(TimeProvider time) => new(Tesseract.Installed, time);

    /// <summary>Pages whose pictures are to be brought; 0 when none can be read.</summary>
    internal int PagesWanted => tesseract is null ? 0 : MaxPages;

    /// <summary>The pages that it would read: scans without a text layer of a memoria that need not be sent again.</summary>
    internal static IReadOnlyList<int> Wants(MemoriaReport report) => IsSentBack(report)
        ? []
        : [.. report.Facts.Where(page => page.Kind == PageKind.Scan).Select(page => page.Number)];

    /// <summary>The report with what was read on its scans, and findings about it.</summary>
    internal async Task<MemoriaReport> CompleteAsync(MemoriaReport report, IReadOnlyList<PdfScan> scans, FieldLabels labels, CancellationToken cancellationToken)
    {
        if (IsSentBack(report) || tesseract is null)
            return RecognitionFindings.AddTo(report, IsSentBack(report) ? RecognitionGap.SentBack : RecognitionGap.NotInstalled);
        if (scans.Count == 0 && Wants(report).Count > 0)
            return RecognitionFindings.AddTo(report, RecognitionGap.NotHandedOn);
        var read = new Dictionary<int, PageRecognition>();
        var gaps = new Dictionary<int, RecognitionGap>();
        var started = time.GetTimestamp();
        foreach (var scan in scans)
        {
            if (scan.File is null)
                gaps[scan.Page] = RecognitionGap.NotHandedOn;
            else if (time.GetElapsedTime(started) > PerMemoria)
                gaps[scan.Page] = RecognitionGap.TooMany;
            else if (await ReadAsync(tesseract, scan, cancellationToken) is { } recognition)
                read[scan.Page] = recognition;
            else
                gaps[scan.Page] = RecognitionGap.Failed;
        }

        var facts = report.Facts.Select(page => read.TryGetValue(page.Number, out var recognition) ? page with { Recognition = recognition } : page).ToList();
        return RecognitionFindings.AddTo(
            report with { Facts = facts, Fields = FieldExtractor.Read(facts, report.Extras?.Fields ?? throw new UnreachableException("Scans of a memoria that was not read."), labels) },
            page => gaps.GetValueOrDefault(page, RecognitionGap.TooMany));
    }

    private static async Task<PageRecognition?> ReadAsync(Tesseract tesseract, PdfScan scan, CancellationToken cancellationToken)
    {
        await Places.WaitAsync(cancellationToken);
        try
        {
            return await tesseract.ReadAsync(scan, cancellationToken);
        }
        finally
        {
            Places.Release();
        }
    }

    private static bool IsSentBack(MemoriaReport report) => report.Findings.Any(finding => finding.Severity == Severity.CurableDefect);
}
