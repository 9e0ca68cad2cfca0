using System.Diagnostics;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Memorias;

/// <summary>
/// Looks into a memoria: does it open, what is each page, at what resolution was it scanned, what does it carry. Bounded in time and memory, whatever the file is.
/// </summary>
/// <param name="time">Measures the deadline.</param>
/// <param name="limits">The reader's bounds.</param>
public sealed class MemoriaInspector(TimeProvider time, PdfLimits limits)
{
    /// <summary>
    /// Inspecting is all computation: more at once than there are processors gains no time, but each may take as much memory as the bounds allow.
    /// Whoever comes too many waits here, before its deadline begins to run.
    /// </summary>
    private static readonly SemaphoreSlim Places = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>For a file that needs more memory than is planned for each of them: one at a time in the whole process.</summary>
    private static readonly SemaphoreSlim LargePlace = new(1);

    /// <summary>Inspects within the default bounds.</summary>
    public MemoriaInspector(TimeProvider time) : this(time, PdfLimits.Default)
    {
    }

    /// <summary>Inspects a memoria. Never throws on bad input: it finds.</summary>
    /// <param name="pdf">The file's bytes.</param>
    public MemoriaReport Inspect(ReadOnlyMemory<byte> pdf)
    {
        Places.Wait();
        MemoriaReport report;
        try
        {
            report = Inspect(pdf, limits.Shared);
        }
        finally
        {
            Places.Release();
        }

        if (report.Limit is not (PdfLimit.Memory or PdfLimit.DecodedBytesPerStream))
            return report;
        LargePlace.Wait();
        try
        {
            return Inspect(pdf, limits);
        }
        finally
        {
            // What a large file leaves behind would stand in memory beside the next one's.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            LargePlace.Release();
        }
    }

    private MemoriaReport Inspect(ReadOnlyMemory<byte> pdf, PdfLimits bounds) => PdfDocument.Open(pdf, bounds, time) switch
    {
        PdfResult<PdfDocument>.Ok { Value: var document } => Read(document, pdf.Length),
        PdfResult<PdfDocument>.Failed { Reason: var reason } => Unreadable(reason, pdf.Length, pages: null),
        _ => throw new UnreachableException("A result nobody handles."),
    };

    private static MemoriaReport Read(PdfDocument document, long bytes)
    {
        switch (document.ReadPages(), document.ReadExtras())
        {
            case (PdfResult<IReadOnlyList<PdfPage>>.Ok { Value: var pages }, PdfResult<PdfExtras>.Ok { Value: var extras }):
                var facts = pages.Select(PageFacts.Of).ToList();
                var outcome = document.Repaired ? MemoriaOutcome.Repaired : MemoriaOutcome.Ok;
                return new MemoriaReport(bytes, outcome, null, document.PageCount, facts, extras, MemoriaFindings.Of(document, facts, extras))
                {
                    IsEncrypted = document.Encrypted,
                    Fields = FieldExtractor.Read(facts, extras.Fields),
                };
            case (PdfResult<IReadOnlyList<PdfPage>>.Failed { Reason: var reason }, _):
                return Unreadable(reason, bytes, document.PageCount);
            case (_, PdfResult<PdfExtras>.Failed { Reason: var reason }):
                return Unreadable(reason, bytes, document.PageCount);
            default:
                throw new UnreachableException("A result nobody handles.");
        }
    }

    private static MemoriaReport Unreadable(PdfFailure reason, long bytes, int? pages)
    {
        var outcome = reason switch
        {
            PdfFailure.NotPdf => MemoriaOutcome.NotPdf,
            PdfFailure.Encrypted => MemoriaOutcome.Encrypted,
            PdfFailure.Damaged => MemoriaOutcome.Damaged,
            PdfFailure.LimitExceeded => MemoriaOutcome.LimitExceeded,
            _ => throw new UnreachableException("A failure nobody handles."),
        };
        return new MemoriaReport(bytes, outcome, (reason as PdfFailure.LimitExceeded)?.Limit, pages, [], null, [MemoriaFindings.Of(reason)]);
    }
}
