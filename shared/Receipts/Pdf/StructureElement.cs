using System.Globalization;
using System.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>
/// An element of a document's logical structure (ISO 32000-1, 14.7): what assistive technology reads, in the order of the tree. It holds either
/// elements or marked content, and becomes part of the file only when it holds something, or when a table would lose a cell without it.
/// </summary>
/// <param name="type">A standard type of 14.8.4: <c>Document</c>, <c>H1</c>, <c>P</c>, <c>Table</c>, <c>TR</c>, <c>TH</c>, <c>TD</c>, <c>Figure</c>…</param>
internal sealed class StructureElement(string type)
{
    private readonly List<StructureElement> children = [];
    private readonly List<(int Page, int Mark)> content = [];

    /// <summary>The language of what it holds; null when that is its parent's.</summary>
    public Language? Language { get; private init; }

    /// <summary>What stands for a picture.</summary>
    public string? Alternative { get; private init; }

    /// <summary>Its attributes (14.8.5), as PDF writes them.</summary>
    public string? Attributes { get; private init; }

    private bool IsWorthWriting => type is "TH" or "TD" || content.Count > 0 || children.Exists(c => c.IsWorthWriting);

    /// <summary>Adds an element behind its siblings.</summary>
    public StructureElement Add(string childType, Language? language = null, string? alternative = null, string? attributes = null)
    {
        var child = new StructureElement(childType) { Language = language, Alternative = alternative, Attributes = attributes };
        children.Add(child);
        return child;
    }

    /// <summary>Says that a page's marked content belongs here.</summary>
    public void Hold(int page, int mark) => content.Add((page, mark));

    /// <summary>Writes the element and those below it.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="parent">What it belongs to.</param>
    /// <param name="pages">The pages' objects.</param>
    /// <param name="written">Told of every element that holds marked content.</param>
    /// <param name="last">Another child, made elsewhere.</param>
    public PdfReference WriteTo(
        PdfFile file, PdfReference parent, IReadOnlyList<PdfReference> pages, Action<StructureElement, PdfReference> written, Func<PdfReference, PdfReference>? last = null)
    {
        var self = file.Reserve();
        var kids = new StringBuilder();
        foreach (var child in children.Where(c => c.IsWorthWriting))
            kids.Append(child.WriteTo(file, self, pages, written)).Append(' ');
        if (last is not null)
            kids.Append(last(self));
        var page = content.Count == 0 ? "" : $"/Pg {pages[content[0].Page]}";
        foreach (var (number, mark) in content)
        {
            if (number == content[0].Page)
                kids.Append(CultureInfo.InvariantCulture, $"{mark} ");
            else
                kids.Append(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {pages[number]}/MCID {mark}>>");
        }

        if (content.Count > 0)
            written(this, self);
        var language = Language is { } spoken ? $"/Lang({PdfMetadata.TagOf(spoken)})" : "";
        var alternative = Alternative is null ? "" : $"/Alt{PdfMetadata.TextString(Alternative)}";
        file.Define(self, $"<</Type/StructElem/S/{type}/P {parent}{page}{language}{alternative}{Attributes}/K[{kids}]>>");
        return self;
    }
}
