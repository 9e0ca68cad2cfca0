using IntakePipeline.Memorias.Pdf.Content;
using IntakePipeline.Memorias.Pdf.Interactive;
using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Pictures;
using IntakePipeline.Memorias.Pdf.Security;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf;

/// <summary>
/// A PDF from a stranger, open for reading. Whatever the bytes are, opening and reading end in a value, within the bounds of <see cref="PdfLimits"/>.
/// Not for several threads at once; different documents are independent.
/// </summary>
public sealed class PdfDocument
{
    private readonly ObjectStore _objects;
    private readonly PdfBudget _budget;
    private readonly PdfDictionary _trailer;
    private readonly PdfDictionary _catalog;
    private readonly List<PageNode> _pages;

    private PdfDocument(ObjectStore objects, PdfBudget budget, PdfDictionary trailer, PdfDictionary catalog, PageTree tree) =>
        (_objects, _budget, _trailer, _catalog, _pages, MissingPages) = (objects, budget, trailer, catalog, tree.Pages, tree.Missing);

    /// <summary>How many pages the page tree holds; at least one.</summary>
    public int PageCount => _pages.Count;

    /// <summary>Pages that the page tree names but the file does not hold: part of it is lost.</summary>
    public int MissingPages { get; }

    /// <summary>The file's cross-reference was missing or wrong and objects were found by scanning.</summary>
    public bool Repaired => _objects.Repaired;

    /// <summary>The file is encrypted and opens with the empty password.</summary>
    public bool Encrypted => _objects.Security is not null;

    /// <summary>Opens a file.</summary>
    /// <param name="bytes">The whole file; must not change while the document is used.</param>
    /// <param name="limits">Bounds for this file; the deadline runs from here.</param>
    /// <param name="time">Measures the deadline.</param>
    public static PdfResult<PdfDocument> Open(ReadOnlyMemory<byte> bytes, PdfLimits limits, TimeProvider time)
    {
        var budget = new PdfBudget(limits, time);
        try
        {
            return PdfHeader.Find(bytes.Span) is { } header
                ? Open(new ObjectStore(bytes, header, budget), budget)
                : Fail(new PdfFailure.NotPdf());
        }
        catch (PdfLimitException reached)
        {
            return Fail(new PdfFailure.LimitExceeded(reached.Limit));
        }
    }

    /// <summary>Reads every page, in order.</summary>
    public PdfResult<IReadOnlyList<PdfPage>> ReadPages() => Bounded<IReadOnlyList<PdfPage>>(() =>
    {
        var interpreter = new ContentInterpreter(_objects, _budget, _catalog);
        var pages = new List<PdfPage>(_pages.Count);
        foreach (var page in _pages)
            pages.Add(interpreter.Read(page, pages.Count + 1));
        return pages;
    });

    /// <summary>Makes picture files of scanned pages; of fewer when a bound is met on the way.</summary>
    /// <param name="pages">Their numbers, from 1.</param>
    public IReadOnlyList<PdfScan> ReadScans(IReadOnlyList<int> pages)
    {
        var scans = new List<PdfScan>(pages.Count);
        // What was made before the bound is as good as ever.
        Bounded(() =>
        {
            var interpreter = new ContentInterpreter(_objects, _budget, _catalog);
            var pictures = new ScanPicture(_objects);
            foreach (var number in pages)
            {
                var placed = new List<PlacedImage>();
                interpreter.Read(_pages[number - 1], number, placed);
                scans.Add(pictures.Of(number, placed));
            }

            return scans;
        });
        return scans;
    }

    /// <summary>Reads what the file carries besides its pages: form, metadata, attachments, scripts, signatures.</summary>
    public PdfResult<PdfExtras> ReadExtras() =>
        Bounded(() => new ExtrasReader(_objects, _budget, _objects.HeaderVersion).Read(_catalog, _trailer, _pages));

    /// <summary>Reads the first file the document carries inside it; null when it carries none that can be read.</summary>
    public PdfResult<byte[]?> ReadAttachment() => Bounded(() =>
    {
        var names = _objects.Resolve(_catalog["Names"]).Dictionary ?? PdfDictionary.Empty;
        foreach (var (_, specification) in NameTree.Read(names["EmbeddedFiles"], _objects, _budget))
        {
            var files = _objects.Resolve(_objects.Resolve(specification).Dictionary?["EF"] ?? default).Dictionary;
            if (_objects.Resolve(files?["F"] ?? default).Stream is not { } stream)
                continue;
            using var decoded = _objects.Decoder.Decode(stream);
            return decoded?.Span.ToArray();
        }

        return null;
    });

    private static PdfResult<T> Bounded<T>(Func<T> read)
    {
        try
        {
            return new PdfResult<T>.Ok(read());
        }
        catch (PdfLimitException reached)
        {
            return new PdfResult<T>.Failed(new PdfFailure.LimitExceeded(reached.Limit));
        }
    }

    private static PdfResult<PdfDocument> Open(ObjectStore objects, PdfBudget budget)
    {
        var trailer = objects.ReadXref();
        if (trailer is not null)
        {
            var outcome = Open(objects, budget, trailer, rebuilt: false);
            if (outcome is not PdfResult<PdfDocument>.Failed { Reason: PdfFailure.Damaged })
                return outcome;
        }

        trailer = objects.Rebuild();
        return trailer is null ? Fail(new PdfFailure.Damaged()) : Open(objects, budget, trailer, rebuilt: true);
    }

    private static PdfResult<PdfDocument> Open(ObjectStore objects, PdfBudget budget, PdfDictionary trailer, bool rebuilt)
    {
        objects.Security = null;
        if (objects.Resolve(trailer["Encrypt"]).Dictionary is { } encrypt)
        {
            objects.Security = SecurityHandler.Create(encrypt, trailer["ID"], objects);
            if (objects.Security is null)
                return Fail(new PdfFailure.Encrypted());
        }

        if (objects.Repaired)
            objects.IndexObjectStreams();
        if (objects.Resolve(trailer["Root"]).Dictionary is not { } catalog)
            return Fail(new PdfFailure.Damaged());
        var tree = new PageTree(objects, budget);
        var pages = tree.Read(catalog).Pages;
        if (pages.Count == 0 && rebuilt)
            tree.AddLoose(objects.LoosePages());
        // Without a trailer the end of the file is lost, and with it whatever stood there: if pages or their content are gone it is no memoria any more.
        var cutOff = trailer["Size"].IsNull && (tree.Missing > 0 || pages.Exists(page => page.LacksContent(objects)));
        return pages.Count == 0 || cutOff
            ? Fail(new PdfFailure.Damaged())
            : new PdfResult<PdfDocument>.Ok(new PdfDocument(objects, budget, trailer, catalog, tree));
    }

    private static PdfResult<PdfDocument>.Failed Fail(PdfFailure reason) => new(reason);
}
