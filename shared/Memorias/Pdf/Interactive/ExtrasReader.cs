using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Interactive;

/// <summary>Gathers what a file carries besides its pages.</summary>
internal sealed class ExtrasReader(ObjectStore objects, PdfBudget budget, string? headerVersion)
{
    private const int MaxEmbeddedFiles = 10_000;
    private const int MaxText = 1_000;

    public PdfExtras Read(PdfDictionary catalog, PdfDictionary trailer, IReadOnlyList<PageNode> pages)
    {
        var names = objects.Resolve(catalog["Names"]).Dictionary ?? PdfDictionary.Empty;
        var form = objects.Resolve(catalog["AcroForm"]).Dictionary;
        var fields = new FormReader(objects, budget, catalog);
        if (form is not null)
            fields.Read(form);
        var actions = new ActionScan(objects, budget);
        actions.Look(catalog);
        foreach (var (_, script) in NameTree.Read(names["JavaScript"], objects, budget))
            actions.LookAtAction(script);
        var embedded = new List<string>();
        foreach (var (name, file) in NameTree.Read(names["EmbeddedFiles"], objects, budget))
            AddFile(embedded, file, name);
        foreach (var page in pages)
            LookAtPage(page, actions, embedded);
        return new PdfExtras(Metadata(catalog, trailer), fields.Fields, embedded, actions.Found, fields.Signatures, form is not null && !objects.Resolve(form["XFA"]).IsNull);
    }

    private void LookAtPage(PageNode page, ActionScan actions, List<string> embedded)
    {
        actions.Look(page.Dictionary);
        foreach (var item in objects.Resolve(page.Dictionary["Annots"]).Array ?? [])
        {
            budget.CheckDeadline();
            if (objects.Resolve(item).Dictionary is not { } annotation)
                continue;
            actions.Look(annotation);
            if (objects.Resolve(annotation["Subtype"]).Name == "FileAttachment")
                AddFile(embedded, annotation["FS"], "");
        }
    }

    private void AddFile(List<string> embedded, PdfValue specification, string otherwise)
    {
        if (embedded.Count == MaxEmbeddedFiles)
            return;
        var file = objects.Resolve(specification).Dictionary;
        var name = Text(file?["UF"] ?? default) ?? Text(file?["F"] ?? default) ?? otherwise;
        budget.Retain(64 + (name.Length * 2L));
        embedded.Add(name);
    }

    private PdfMetadata Metadata(PdfDictionary catalog, PdfDictionary trailer)
    {
        var info = objects.Resolve(trailer["Info"]).Dictionary ?? PdfDictionary.Empty;
        return new PdfMetadata(objects.Resolve(catalog["Version"]).Name ?? headerVersion, Text(info["Title"]), Text(info["Author"]), Text(info["Creator"]), Text(info["Producer"]));
    }

    private string? Text(PdfValue value)
    {
        if (objects.Resolve(value).Text is not { Length: > 0 } bytes)
            return null;
        var text = PdfTextString.Read(bytes).Trim('\0', ' ');
        return text.Length == 0 ? null : text.Length <= MaxText ? text : text[..MaxText];
    }
}
