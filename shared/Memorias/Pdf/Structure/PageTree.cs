using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Structure;

/// <summary>Walks the page tree (ISO 32000-1, 7.7.3) in page order, with a stack of its own and never twice into one node.</summary>
internal sealed class PageTree(ObjectStore objects, PdfBudget budget)
{
    private readonly record struct Inherited(PdfValue Resources, PdfValue MediaBox, PdfValue CropBox, PdfValue Rotate)
    {
        public Inherited Under(PdfDictionary node) => new(Or(node["Resources"], Resources), Or(node["MediaBox"], MediaBox),
            Or(node["CropBox"], CropBox), Or(node["Rotate"], Rotate));

        private static PdfValue Or(PdfValue own, PdfValue inherited) => own.IsNull ? inherited : own;
    }

    private readonly record struct Level(PdfValue[] Kids, int Next, Inherited Inherited);

    /// <summary>Pages that the tree names but the file does not hold.</summary>
    public int Missing { get; private set; }

    /// <summary>All pages in order; empty when the tree is none.</summary>
    public List<PageNode> Pages { get; } = [];

    public PageTree Read(PdfDictionary catalog)
    {
        var visited = new HashSet<int>();
        var levels = new Stack<Level>();
        levels.Push(new Level([catalog["Pages"]], 0, default));
        while (levels.TryPop(out var level))
        {
            if (level.Next >= level.Kids.Length)
                continue;
            levels.Push(level with { Next = level.Next + 1 });
            var kid = level.Kids[level.Next];
            budget.CheckDeadline();
            if (objects.Resolve(kid).Dictionary is not { } node)
            {
                Missing++;
                continue;
            }

            var inherited = level.Inherited.Under(node);
            if (KidsOf(node) is { } kids && objects.Resolve(node["Type"]).Name != "Page")
            {
                // A leaf may stand in the tree twice, which is two pages; a node would never end.
                if (kid.IsReference && !visited.Add(kid.ReferenceNumber))
                    continue;
                PdfBudget.Require(levels.Count, budget.Limits.Nesting, PdfLimit.Nesting);
                levels.Push(new Level(kids, 0, inherited));
            }
            else if (objects.Resolve(node["Type"]).Name is not ("Pages" or "Catalog"))
            {
                Pages.Add(Page(node, inherited));
                PdfBudget.Require(Pages.Count, budget.Limits.Pages, PdfLimit.Pages);
            }
        }

        return this;
    }

    /// <summary>Takes pages that no tree leads to, with what they inherit from the parents they name.</summary>
    public void AddLoose(IEnumerable<PdfDictionary> pages)
    {
        foreach (var page in pages)
        {
            budget.CheckDeadline();
            var ancestors = new Stack<PdfDictionary>();
            for (var node = page; node is not null && ancestors.Count < budget.Limits.Nesting; node = objects.Resolve(node["Parent"]).Dictionary)
                ancestors.Push(node);
            Pages.Add(Page(page, ancestors.Aggregate(default(Inherited), (inherited, node) => inherited.Under(node))));
            PdfBudget.Require(Pages.Count, budget.Limits.Pages, PdfLimit.Pages);
        }
    }

    /// <summary>Where the brackets are lost, a single kid stands in place of the array.</summary>
    private PdfValue[]? KidsOf(PdfDictionary node)
    {
        var kids = objects.Resolve(node["Kids"]);
        return kids.Array ?? (kids.Dictionary is null ? null : [node["Kids"]]);
    }

    private PageNode Page(PdfDictionary node, Inherited inherited)
    {
        var media = PdfRectangle.From(inherited.MediaBox, objects) is { IsEmpty: false } given ? given : PdfRectangle.Letter;
        var box = PdfRectangle.From(inherited.CropBox, objects) is { } crop && !crop.Intersect(media).IsEmpty ? crop.Intersect(media) : media;
        var rotate = objects.Resolve(inherited.Rotate).Integer ?? 0;
        var unit = objects.Resolve(node["UserUnit"]).Number is > 0 and <= 1e4 and var u ? u : 1;
        return new PageNode(node, objects.Resolve(inherited.Resources).Dictionary ?? PdfDictionary.Empty, box,
            (((rotate % 360) + 360) % 360 / 90) * 90, unit);
    }
}
