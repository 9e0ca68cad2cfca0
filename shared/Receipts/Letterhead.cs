using IntakePipeline.Receipts.Pdf;

namespace IntakePipeline.Receipts;

/// <summary>What stands on every page: who issues the document, its number and the page's, and the mark of a simulation.</summary>
internal sealed class Letterhead(Heading heading, bool developmentSeal, StructureElement structure, PdfFont regular, PdfFont bold)
{
    /// <summary>Left margin, points.</summary>
    public const double Left = 54;

    /// <summary>Width between the margins.</summary>
    public const double Width = PdfDocument.PageWidth - (2 * Left);

    private const double HeaderRule = 62, FooterRule = 792, BannerHeight = 42;

    private readonly Language first = heading.Language;
    private readonly Language second = heading.Language.Other();
    private bool announced;

    /// <summary>Where the document's own text may stand.</summary>
    public PageFrame Frame { get; } = new(Left, Width, HeaderRule + 18 + (heading.Simulated ? BannerHeight + 8 : 0), FooterRule - 10);

    /// <summary>Draws the head of a new page.</summary>
    public void Begin(PageContent page)
    {
        page.Text(Left, 40, heading.Body.In(first), bold, 8.5, Palette.Accent);
        page.Text(Left, 52, heading.Body.In(second), regular, 8.5, Palette.Quiet);
        page.Rule(Left, HeaderRule, Width, 1, Palette.Accent);
        if (heading.Simulated)
            MarkSimulation(page);
    }

    /// <summary>Draws the foot of page <paramref name="number"/> of <paramref name="count"/>.</summary>
    public void End(PageContent page, int number, int count)
    {
        page.Rule(Left, FooterRule, Width, 0.75, Palette.Line);
        page.Text(Left, FooterRule + 13, $"{heading.NumberLabel.Both(first)}: {heading.Number}", regular, 7.5, Palette.Quiet);
        if (heading.Csv is { } csv)
            page.Text(Left, FooterRule + 24, $"CSV: {csv}", regular, 7.5, Palette.Quiet);
        var pages = ReceiptTexts.Page(number, count).Both(first);
        AtRight(page, FooterRule + 13, pages, regular, Palette.Quiet);
        if (developmentSeal)
            AtRight(page, FooterRule + 24, ReceiptTexts.DevelopmentSeal.Both(first), bold, Palette.Alarm);
    }

    // Read out on the first page, before all else; after that it is what every page repeats.
    private StructureElement? Said(Language? language = null) => announced ? null : structure.Add("P", language);

    private static void AtRight(PageContent page, double y, string text, PdfFont font, Colour colour) =>
        page.Text(Left + Width - font.Measure(text, 7.5), y, text, font, 7.5, colour);

    // Above the text and along both margins, so that neither a crop nor a copy loses it; never across the text, which has to stay selectable.
    private void MarkSimulation(PageContent page)
    {
        page.Outline(Left, HeaderRule + 10, Width, BannerHeight, 1.5, Palette.Alarm);
        page.Text(Left + 12, HeaderRule + 36, ReceiptTexts.Simulation.Both(first), bold, 15, Palette.Alarm, Said());
        page.Text(Left + 232, HeaderRule + 28, ReceiptTexts.SimulationNotice.In(first), regular, 8.5, Palette.Alarm, Said());
        page.Text(Left + 232, HeaderRule + 40, ReceiptTexts.SimulationNotice.In(second), regular, 8.5, Palette.Alarm, Said(second));
        announced = true;
        foreach (var x in (double[])[Left / 2, PdfDocument.PageWidth - (Left / 2)])
            page.RisingText(x, PdfDocument.PageHeight / 2, 90, ReceiptTexts.Simulation.Both(first), bold, 30, Palette.Ghost);
    }
}
