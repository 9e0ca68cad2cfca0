namespace IntakePipeline.Receipts.Pdf;

/// <summary>How text looks.</summary>
/// <param name="Font">The typeface.</param>
/// <param name="Size">Its size, points.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="LineHeight">From one baseline to the next, points.</param>
internal readonly record struct TextStyle(PdfFont Font, double Size, Colour Colour, double LineHeight)
{
    /// <summary>From the top of a line to its baseline: capitals stand in the middle of the line's height.</summary>
    public double Baseline => (LineHeight + (Font.CapHeight * Size)) / 2;
}

/// <summary>Text broken into lines of a given width, before it has a place on a page.</summary>
internal sealed class TextBlock(double width)
{
    private readonly List<TextLine> lines = [];

    /// <summary>The lines from the top.</summary>
    public IReadOnlyList<TextLine> Lines => lines;

    /// <summary>Height of the whole.</summary>
    public double Height { get; private set; }

    /// <summary>Adds a paragraph; whatever the text holds, it is made fit to be shown.</summary>
    /// <param name="text">The text.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="element">What it belongs to.</param>
    public TextBlock Add(string text, in TextStyle style, StructureElement element)
    {
        var clean = DisplayText.Clean(text);
        foreach (var range in LineBreaker.Break(clean, style.Font, style.Size, width))
        {
            // One of the spaces at the end of a line is kept: it parts two words for whoever hears the text or copies it.
            var end = range.End.Value;
            lines.Add(new TextLine(clean.AsMemory()[range.Start..(end < clean.Length && clean[end] == ' ' ? end + 1 : end)], style, Height, element));
            Height += style.LineHeight;
        }

        return this;
    }

    /// <summary>Adds empty height, between paragraphs or at the end.</summary>
    public TextBlock Space(double height)
    {
        Height += height;
        return this;
    }
}

/// <summary>One line of a block.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Top">Its upper edge, from the block's.</param>
/// <param name="Element">What it belongs to.</param>
internal readonly record struct TextLine(ReadOnlyMemory<char> Text, TextStyle Style, double Top, StructureElement Element)
{
    /// <summary>Draws the line with its block's upper left corner at (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public void Draw(PageContent page, double x, double y)
    {
        if (!Text.IsEmpty)
            page.Text(x, y + Top + Style.Baseline, VisualOrder.Of(Text.Span), Style.Font, Style.Size, Style.Colour, Element);
    }
}
