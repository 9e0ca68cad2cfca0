using System.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>A document of A4 pages.</summary>
internal sealed class PdfDocument(PdfMetadata metadata)
{
    /// <summary>Width of A4, points.</summary>
    public const double PageWidth = 595.276;

    /// <summary>Height of A4, points.</summary>
    public const double PageHeight = 841.89;

    private readonly List<PdfFont> fonts = [];
    private readonly List<PageContent> pages = [];

    /// <summary>The pages so far.</summary>
    public IReadOnlyList<PageContent> Pages => pages;

    /// <summary>Makes a typeface ready for use in this document.</summary>
    public PdfFont AddFont(FontFace face)
    {
        var font = new PdfFont(face);
        fonts.Add(font);
        return font;
    }

    /// <summary>Adds a page behind the others.</summary>
    public PageContent AddPage()
    {
        var page = new PageContent(this);
        pages.Add(page);
        return page;
    }

    /// <summary>The name of <paramref name="font"/> on the pages is <c>F</c> and this number.</summary>
    public int NumberOf(PdfFont font) => fonts.IndexOf(font);

    /// <summary>The whole file: the same document gives the same bytes.</summary>
    public byte[] ToBytes()
    {
        var file = new PdfFile();
        var tree = file.Reserve();
        var resources = file.Reserve();
        var kids = new StringBuilder();
        foreach (var page in pages)
        {
            var content = file.AddCompressedStream(Flate.Compress(page.Operators));
            var leaf = file.Add($"<</Type/Page/Parent {tree}/MediaBox[0 0 {PageWidth} {PageHeight}]/Resources {resources}/Contents {content}>>");
            kids.Append(leaf).Append(' ');
        }

        // Only now is it known which characters the fonts have to hold.
        var names = new StringBuilder();
        for (var i = 0; i < fonts.Count; i++)
            names.Append(FormattableString.Invariant($"/F{i} {fonts[i].WriteTo(file)}"));
        file.Define(resources, $"<</Font<<{names}>>>>");
        file.Define(tree, $"<</Type/Pages/Count {pages.Count}/Kids[{kids}]>>");
        var xmp = file.AddStream(metadata.ToXmp(), "/Type/Metadata/Subtype/XML");
        var info = file.Add($"{metadata.ToInfo()}");
        var root = file.Add(
            $"<</Type/Catalog/Pages {tree}/Lang{PdfMetadata.TextString(metadata.LanguageTag)}/Metadata {xmp}/ViewerPreferences<</DisplayDocTitle true>>>>");
        return file.ToBytes(root, info);
    }
}
