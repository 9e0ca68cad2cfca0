using System.Text;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>
/// A sealed document of A4 pages that means to be kept and heard: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), its data inside it, signed as
/// PAdES-B-B.
/// </summary>
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

    /// <summary>What the document is made of, in the order it is read.</summary>
    public StructureElement Structure { get; } = new("Document");

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
        var page = new PageContent(this, pages.Count);
        pages.Add(page);
        return page;
    }

    /// <summary>The name of <paramref name="font"/> on the pages is <c>F</c> and this number.</summary>
    public int NumberOf(PdfFont font) => fonts.IndexOf(font);

    /// <summary>The whole file: the same document under the same seal gives the same bytes.</summary>
    public byte[] ToBytes(Attachment attachment, IRegistrySeal seal)
    {
        var file = new PdfFile();
        var tree = file.Reserve();
        var resources = file.Reserve();
        var widget = file.Reserve();
        List<PdfReference> leaves = [.. pages.Select(_ => file.Reserve())];
        foreach (var (number, page) in pages.Index())
        {
            var content = file.AddCompressedStream(Flate.Compress(page.Operators));
            var annotations = number == 0 ? $"/Annots[{widget}]" : "";
            file.Define(leaves[number], $"<</Type/Page/Parent {tree}/MediaBox[0 0 {PageWidth} {PageHeight}]/Resources {resources}/Contents {content}/StructParents {number}/Tabs/S{annotations}>>");
        }

        // Only now is it known which characters the fonts have to hold.
        var names = new StringBuilder();
        for (var i = 0; i < fonts.Count; i++)
            names.Append(FormattableString.Invariant($"/F{i} {fonts[i].WriteTo(file)}"));
        file.Define(resources, $"<</Font<<{names}>>>>");
        file.Define(tree, $"<</Type/Pages/Count {pages.Count}/Kids[{string.Join(' ', leaves)}]>>");
        var structure = WriteStructure(file, leaves, widget);
        var data = Attach(file, attachment);
        var profile = file.AddCompressedStream(ColourProfile.Compressed, "/N 3");
        var xmp = file.AddStream(metadata.ToXmp(), "/Type/Metadata/Subtype/XML");
        var info = file.Add($"{metadata.ToInfo()}");
        var signature = file.AddSignature(
            $"/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M({metadata.Date})/Name{PdfMetadata.TextString(seal.Certificate.HolderName())}", CadesSignature.SizeOf(seal));
        file.Define(widget, $"<</Type/Annot/Subtype/Widget/FT/Sig/T(segell)/TU{PdfMetadata.TextString(ReceiptTexts.Seal.Both(metadata.Language))}/F 132/Rect[0 0 0 0]/P {leaves[0]}/V {signature}/StructParent {pages.Count}>>");
        var root = file.Add(
            $"<</Type/Catalog/Pages {tree}/Lang({metadata.LanguageTag})/Metadata {xmp}/ViewerPreferences<</DisplayDocTitle true>>/MarkInfo<</Marked true>>/StructTreeRoot {structure}/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile}>>]/AF[{data}]/Names<</EmbeddedFiles<</Names[({attachment.Name}) {data}]>>>>/AcroForm<</Fields[{widget}]/SigFlags 3>>>>");
        return file.ToBytes(root, info, digest => CadesSignature.Sign(seal, digest));
    }

    // The tree from its root, and the way back: from each page's marked content, by number, to the element it belongs to.
    private PdfReference WriteStructure(PdfFile file, List<PdfReference> leaves, PdfReference widget)
    {
        var root = file.Reserve();
        var references = new Dictionary<StructureElement, PdfReference>(ReferenceEqualityComparer.Instance);
        PdfReference form = default;
        var document = Structure.WriteTo(file, root, leaves, references.Add, parent => form = file.Add(
            $"<</Type/StructElem/S/Form/P {parent}/Pg {leaves[0]}/Alt{PdfMetadata.TextString(ReceiptTexts.Seal.Both(metadata.Language))}/K[<</Type/OBJR/Obj {widget}/Pg {leaves[0]}>>]>>"));
        var parents = new StringBuilder();
        foreach (var (number, page) in pages.Index())
            parents.Append(FormattableString.Invariant($"{number}[{string.Join(' ', page.Marks.Select(m => references[m]))}]"));
        parents.Append(FormattableString.Invariant($"{pages.Count} {form}"));
        var back = file.Add($"<</Nums[{parents}]>>");
        file.Define(root, $"<</Type/StructTreeRoot/K {document}/ParentTree {back}/ParentTreeNextKey {pages.Count + 1}>>");
        return root;
    }

    private PdfReference Attach(PdfFile file, Attachment attachment)
    {
        var stream = file.AddCompressedStream(
            Flate.Compress(attachment.Json), FormattableString.Invariant($"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size {attachment.Json.Length}/ModDate({metadata.Date})>>"));
        return file.Add(
            $"<</Type/Filespec/F({attachment.Name})/UF({attachment.Name})/AFRelationship/Data/Desc{PdfMetadata.TextString(attachment.Description.In(metadata.Language))}/EF<</F {stream}/UF {stream}>>>>");
    }
}
