using System.Buffers;
using System.Diagnostics;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Recognition;

namespace IntakePipeline.Memorias;

/// <summary>
/// Looks into a memoria: does it open, what is each page, at what resolution was it scanned, what does it carry. Bounded in time and memory, whatever the file is.
/// </summary>
/// <param name="time">Measures the deadline.</param>
/// <param name="limits">The reader's bounds.</param>
/// <param name="recognition">Reads scans without a text layer, for those who can wait; null when it is not wanted.</param>
public sealed class MemoriaInspector(TimeProvider time, PdfLimits limits, PageRecogniser? recognition = null)
{
    /// <summary>
    /// Inspecting is all computation: more at once than there are processors gains no time, but each may take as much memory as the bounds allow.
    /// Whoever comes too many waits here, before its deadline begins to run.
    /// </summary>
    private static readonly SemaphoreSlim Places = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>One for each place; the process's pool would keep one for every thread that ever returned one.</summary>
    private static readonly ArrayPool<byte> Files = ArrayPool<byte>.Create(MaxPooledFile, Math.Max(2, Environment.ProcessorCount));

    private const int MaxPooledFile = 8 * 1024 * 1024;

    /// <summary>For a file that needs more memory than is planned for each of them: one at a time in the whole process.</summary>
    private static readonly SemaphoreSlim LargePlace = new(1);

    /// <summary>Inspects within the default bounds.</summary>
    public MemoriaInspector(TimeProvider time) : this(time, PdfLimits.Default)
    {
    }

    /// <summary>Inspects a memoria. Never throws on bad input: it finds. Scans without a text layer are left unread.</summary>
    /// <param name="pdf">The file's bytes.</param>
    /// <param name="labels">What the fields are called in it; null when its programme is not known.</param>
    public MemoriaReport Inspect(ReadOnlyMemory<byte> pdf, FieldLabels? labels = null)
    {
        var report = Within(Places, limits.Shared);
        return RecognitionFindings.AddTo(NeedsMore(report) ? Within(LargePlace, limits) : report, RecognitionGap.NotAsked);

        MemoriaReport Within(SemaphoreSlim places, PdfLimits bounds)
        {
            places.Wait();
            try
            {
                return Look(pdf, bounds, labels ?? FieldLabels.Any, pictures: 0).Report;
            }
            finally
            {
                Leave(places);
            }
        }
    }

    /// <inheritdoc cref="InspectAsync(int, Func{Memory{byte}, CancellationToken, Task}, FieldLabels, Func{MemoriaReport, ReadOnlyMemory{byte}, CancellationToken, ValueTask{MemoriaReport}}?, CancellationToken)"/>
    public Task<MemoriaReport> InspectAsync(int length, Func<Memory<byte>, CancellationToken, Task> read, FieldLabels labels, CancellationToken cancellationToken) =>
        InspectAsync(length, read, labels, further: null, cancellationToken);

    /// <summary>The same for those who can wait: scans without a text layer are read by character recognition, where it is installed.</summary>
    /// <param name="length">The file's size in bytes.</param>
    /// <param name="read">Fills a buffer of that size with the file, once there is a place to hold it.</param>
    /// <param name="labels">What the fields are called in it.</param>
    /// <param name="further">Adds to the report while the file is in memory; null for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MemoriaReport> InspectAsync(
        int length,
        Func<Memory<byte>, CancellationToken, Task> read,
        FieldLabels labels,
        Func<MemoriaReport, ReadOnlyMemory<byte>, CancellationToken, ValueTask<MemoriaReport>>? further,
        CancellationToken cancellationToken)
    {
        var (report, scans) = await LookAsync(length, read, labels, further, cancellationToken);
        // The place is free again: recognition takes seconds, and its memory is another process's.
        return recognition is null
            ? RecognitionFindings.AddTo(report, RecognitionGap.NotAsked)
            : await recognition.CompleteAsync(report, scans, labels, cancellationToken);
    }

    private async Task<(MemoriaReport Report, IReadOnlyList<PdfScan> Scans)> LookAsync(
        int length,
        Func<Memory<byte>, CancellationToken, Task> read,
        FieldLabels labels,
        Func<MemoriaReport, ReadOnlyMemory<byte>, CancellationToken, ValueTask<MemoriaReport>>? further,
        CancellationToken cancellationToken)
    {
        var pictures = recognition?.PagesWanted ?? 0;
        await Places.WaitAsync(cancellationToken);
        SemaphoreSlim? place = Places;
        var buffer = Files.Rent(length);
        try
        {
            var bytes = buffer.AsMemory(0, length);
            await read(bytes, cancellationToken);
            var seen = Look(bytes, limits.Shared, labels, pictures);
            if (NeedsMore(seen.Report))
            {
                // The wait for the large place must not hold up the ordinary ones.
                place.Release();
                place = null;
                await LargePlace.WaitAsync(cancellationToken);
                place = LargePlace;
                seen = Look(bytes, limits, labels, pictures);
            }

            return further is null ? seen : (await further(seen.Report, bytes, cancellationToken), seen.Scans);
        }
        finally
        {
            Files.Return(buffer);
            if (place is not null)
                Leave(place);
        }
    }

    private static void Leave(SemaphoreSlim place)
    {
        // What a large file leaves behind would stand in memory beside the next one's.
        if (place == LargePlace)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        place.Release();
    }

    /// <summary>Most files need a fraction of the memory that is allowed to one; few are met again with all of it.</summary>
    private static bool NeedsMore(MemoriaReport report) => report.Limit is PdfLimit.Memory or PdfLimit.DecodedBytesPerStream;

    private (MemoriaReport Report, IReadOnlyList<PdfScan> Scans) Look(ReadOnlyMemory<byte> pdf, PdfLimits bounds, FieldLabels labels, int pictures)
    {
        switch (PdfDocument.Open(pdf, bounds, time))
        {
            case PdfResult<PdfDocument>.Ok { Value: var document }:
                var report = Read(document, pdf.Length, labels);
                return (report, pictures > 0 && PageRecogniser.Wants(report) is { Count: > 0 } pages ? document.ReadScans([.. pages.Take(pictures)]) : []);
            case PdfResult<PdfDocument>.Failed { Reason: var reason }:
                return (Unreadable(reason, pdf.Length, pages: null), []);
            default:
                throw new UnreachableException("A result nobody handles.");
        }
    }

    private static MemoriaReport Read(PdfDocument document, long bytes, FieldLabels labels)
    {
        switch (document.ReadPages(), document.ReadExtras())
        {
            case (PdfResult<IReadOnlyList<PdfPage>>.Ok { Value: var pages }, PdfResult<PdfExtras>.Ok { Value: var extras }):
                var facts = pages.Select(PageFacts.Of).ToList();
                var outcome = document.Repaired ? MemoriaOutcome.Repaired : MemoriaOutcome.Ok;
                return new MemoriaReport(bytes, outcome, null, document.PageCount, facts, extras, MemoriaFindings.Of(document, facts, extras))
                {
                    IsEncrypted = document.Encrypted,
                    Fields = FieldExtractor.Read(facts, extras.Fields, labels),
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
