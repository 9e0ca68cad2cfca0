using IntakePipeline.Receipts.Pdf;

namespace IntakePipeline.Receipts;

/// <summary>The parts a receipt is put together from and how they look: title, panel, section, field, notice, document.</summary>
internal sealed class ReceiptSheet
{
    private const double Gap = 20, Padding = 10;
    private const double Width = Letterhead.Width, Column = (Width - Gap) / 2;

    private readonly Receipt receipt;
    private readonly PdfDocument document;
    private readonly Letterhead letterhead;
    private readonly PageFlow flow;
    private readonly PdfFont bold;
    private readonly TextStyle label, value, second, code;

    /// <summary>An empty sheet for <paramref name="receipt"/>.</summary>
    public ReceiptSheet(Receipt receipt)
    {
        this.receipt = receipt;
        document = new PdfDocument(new PdfMetadata(
            new LocalizedText($"{ReceiptTexts.Title.Va} {receipt.Number}", $"{ReceiptTexts.Title.Es} {receipt.Number}"), receipt.Body,
            receipt.Language, receipt.FiledAtLocal.WithOffset(receipt.FiledAtOffset)));
        var regular = document.AddFont(ReceiptFonts.Regular);
        bold = document.AddFont(ReceiptFonts.Bold);
        letterhead = new Letterhead(receipt, regular, bold);
        label = new TextStyle(regular, 7.5, Palette.Quiet, 10.5);
        value = new TextStyle(regular, 9.5, Palette.Ink, 13);
        second = value with { Colour = Palette.Quiet };
        code = new TextStyle(document.AddFont(ReceiptFonts.Mono), 7.5, Palette.Ink, 10.5);
        flow = new PageFlow(document, letterhead.Frame, letterhead.Begin);
    }

    /// <summary>A text in both languages on one line, the applicant's first; once when both are the same.</summary>
    public string Both(LocalizedText text) => text.Va == text.Es ? text.Va : $"{First(text)} / {Second(text)}";

    /// <summary>The title, once a language.</summary>
    public void Title(LocalizedText title)
    {
        flow.Draw(new TextBlock(Width)
            .Add(First(title), new TextStyle(bold, 19, Palette.Accent, 25))
            .Add(Second(title), second with { Size = 12.5, LineHeight = 17 })
            .Space(10));
    }

    /// <summary>What the reader looks for first, on a ground of its own: two rows of two fields, the upper ones in large type.</summary>
    public void Panel(Field upperLeft, Field upperRight, Field lowerLeft, Field lowerRight)
    {
        const double column = Column - Padding;
        var large = new TextStyle(bold, 15, Palette.Accent, 20);
        var medium = new TextStyle(bold, 10, Palette.Ink, 14);
        var upper = (Left: Block(upperLeft, column, large, large).Space(8), Right: Block(upperRight, column, large, large));
        var lower = (Left: Block(lowerLeft, column, medium, second), Right: Block(lowerRight, column, medium, second));
        var height = Math.Max(upper.Left.Height, upper.Right.Height) + Math.Max(lower.Left.Height, lower.Right.Height) + (2 * Padding);
        flow.Reserve(height);
        flow.Page.Fill(Letterhead.Left, flow.Y, Width, height, Palette.Tint);
        flow.Page.Fill(Letterhead.Left, flow.Y, 3, height, Palette.Accent);
        flow.Space(Padding);
        flow.DrawBeside(upper.Left, upper.Right, Column + (Gap / 2), Padding + 3);
        flow.DrawBeside(lower.Left, lower.Right, Column + (Gap / 2), Padding + 3);
        flow.Space(Padding + 8);
    }

    /// <summary>Something the reader must not miss, in a frame.</summary>
    public void Notice(LocalizedText title, LocalizedText text)
    {
        var block = new TextBlock(Width - (2 * Padding))
            .Add(Both(title), new TextStyle(bold, 11, Palette.Alarm, 16))
            .Add(First(text), value)
            .Add(Second(text), second);
        flow.Reserve(block.Height + (2 * Padding));
        flow.Page.Outline(Letterhead.Left, flow.Y, Width, block.Height + (2 * Padding), 1, Palette.Alarm);
        flow.Space(Padding);
        flow.Draw(block, Padding);
        flow.Space(Padding + 8);
    }

    /// <summary>A heading over what follows; it never stands alone at the foot of a page.</summary>
    public void Section(LocalizedText title)
    {
        const double follower = 50;
        var block = new TextBlock(Width).Space(8).Add(Both(title), new TextStyle(bold, 10.5, Palette.Accent, 15)).Space(8);
        flow.Reserve(block.Height + follower);
        flow.Draw(block);
        flow.Page.Rule(Letterhead.Left, flow.Y - 6, Width, 0.75, Palette.Line);
    }

    /// <summary>A label and what it names.</summary>
    public void Show(Field field) => flow.Draw(Block(field, Width, value, second).Space(5));

    /// <summary>Two fields beside each other.</summary>
    public void Show(Field left, Field right) =>
        flow.DrawBeside(Block(left, Column, value, second).Space(5), Block(right, Column, value, second).Space(5), Column + Gap);

    /// <summary>A text in both languages beside each other, paragraph by paragraph.</summary>
    public void Paragraphs(LocalizedText text)
    {
        var (first, other) = (First(text).Split('\n'), Second(text).Split('\n'));
        for (var i = 0; i < Math.Max(first.Length, other.Length); i++)
            flow.DrawBeside(Paragraph(first, i, value), Paragraph(other, i, second), Column + Gap);

        static TextBlock Paragraph(string[] paragraphs, int index, in TextStyle style) =>
            new TextBlock(Column).Add(index < paragraphs.Length ? paragraphs[index] : "", style).Space(5);
    }

    /// <summary>A file of the submission.</summary>
    public void Document(string name, LocalizedText kind, string size, string digest)
    {
        var left = new TextBlock(Column).Add(name, value with { Font = bold });
        var right = new TextBlock(Column).Add($"{Both(kind)} · {size}", value);
        var hash = new TextBlock(Width).Add($"SHA-256 {digest}", code).Space(7);
        flow.Reserve(Math.Max(left.Height, right.Height) + hash.Height);
        flow.DrawBeside(left, right, Column + Gap);
        flow.Draw(hash);
    }

    /// <summary>The code, where to check it, and both as a QR code.</summary>
    public void Verification()
    {
        const double side = 92, quiet = 14, column = Width - side - quiet;
        var block = new TextBlock(column)
            .Add(Both(ReceiptTexts.Csv), label).Add(receipt.Csv.ToString(), code with { Size = 11, LineHeight = 17 }).Space(4)
            .Add(Both(ReceiptTexts.VerifyAt), label).Add(receipt.VerifyAt, code).Space(4)
            .Add(Both(ReceiptTexts.EntryHash), label).Add(receipt.EntryHash.Hex, code);
        var height = Math.Max(block.Height, side);
        // The heading needs its own room in front of this.
        flow.Reserve(height + 40);
        Section(ReceiptTexts.Verification);
        flow.Page.Squares(Letterhead.Left + Width - side, flow.Y, side, SquareMatrix.QrCode(receipt.VerifyAt));
        flow.Draw(block);
    }

    /// <summary>Numbers the pages and ends the document.</summary>
    public byte[] ToBytes()
    {
        for (var i = 0; i < document.Pages.Count; i++)
            letterhead.End(document.Pages[i], i + 1, document.Pages.Count);
        return document.ToBytes();
    }

    private string First(LocalizedText text) => text.In(receipt.Language);

    private string Second(LocalizedText text) => text.In(receipt.Language == Language.Valencian ? Language.Spanish : Language.Valencian);

    private TextBlock Block(Field field, double width, in TextStyle first, in TextStyle others)
    {
        var block = new TextBlock(width).Add(Both(field.Label), label);
        for (var i = 0; i < field.Lines.Count; i++)
            block.Add(field.Lines[i], i == 0 ? first : others);
        return block;
    }
}
