using IntakePipeline.Receipts.Pdf;

namespace IntakePipeline.Receipts;

/// <summary>What stands on every page of a receipt: who issues it, its number and the page's, and the mark of a simulation.</summary>
internal sealed class Letterhead(Receipt receipt, PdfFont regular, PdfFont bold)
{
    /// <summary>Left margin, points.</summary>
    public const double Left = 54;

    /// <summary>Width between the margins.</summary>
    public const double Width = PdfDocument.PageWidth - (2 * Left);

    private const double HeaderRule = 62, FooterRule = 792, BannerHeight = 42;

    private readonly Language first = receipt.Language;
    private readonly Language second = receipt.Language == Language.Valencian ? Language.Spanish : Language.Valencian;

    /// <summary>Where the receipt's own text may stand.</summary>
    public PageFrame Frame { get; } = new(Left, Width, HeaderRule + 18 + (receipt.Simulated ? BannerHeight + 8 : 0), FooterRule - 10);

    /// <summary>Draws what lies beneath and above the text of a new page.</summary>
    public void Begin(PageContent page)
    {
        if (receipt.Simulated)
            page.RisingText(PdfDocument.PageWidth / 2, PdfDocument.PageHeight / 2, 52, Both(ReceiptTexts.Simulation), bold, 58, Palette.Ghost);
        page.Text(Left, 40, receipt.Body.In(first), bold, 8.5, Palette.Accent);
        page.Text(Left, 52, receipt.Body.In(second), regular, 8.5, Palette.Quiet);
        page.Rule(Left, HeaderRule, Width, 1, Palette.Accent);
        if (!receipt.Simulated)
            return;
        page.Outline(Left, HeaderRule + 10, Width, BannerHeight, 1.5, Palette.Alarm);
        page.Text(Left + 12, HeaderRule + 36, Both(ReceiptTexts.Simulation), bold, 15, Palette.Alarm);
        page.Text(Left + 232, HeaderRule + 28, ReceiptTexts.SimulationNotice.In(first), regular, 8.5, Palette.Alarm);
        page.Text(Left + 232, HeaderRule + 40, ReceiptTexts.SimulationNotice.In(second), regular, 8.5, Palette.Alarm);
    }

    /// <summary>Draws the foot of page <paramref name="number"/> of <paramref name="count"/>.</summary>
    public void End(PageContent page, int number, int count)
    {
        page.Rule(Left, FooterRule, Width, 0.75, Palette.Line);
        page.Text(Left, FooterRule + 13, $"{Both(ReceiptTexts.Number)}: {receipt.Number}", regular, 7.5, Palette.Quiet);
        page.Text(Left, FooterRule + 24, $"CSV: {receipt.Csv}", regular, 7.5, Palette.Quiet);
        var pages = Both(ReceiptTexts.Page(number, count));
        page.Text(Left + Width - regular.Measure(pages, 7.5), FooterRule + 13, pages, regular, 7.5, Palette.Quiet);
    }

    private string Both(LocalizedText text) => $"{text.In(first)} / {text.In(second)}";
}
