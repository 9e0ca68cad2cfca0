using IntakePipeline.Receipts.Pdf;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Receipts;

/// <summary>
/// The parts a document of the registry is put together from, how they look and what they are to whoever hears them: title, panel, section, field,
/// notice, document. Fields that follow each other are the rows of one table.
/// </summary>
internal sealed class Sheet
{
    private const double Gap = 20, Padding = 10;
    private const double Width = Letterhead.Width, Column = (Width - Gap) / 2;

    private readonly Language first, other;
    private readonly PdfDocument document;
    private readonly Letterhead letterhead;
    private readonly PageFlow flow;
    private readonly PdfFont bold;
    private readonly TextStyle label, value, second, code;
    private readonly IRegistrySeal seal;
    private TextBlock? pending;
    private StructureElement? table;

    /// <summary>An empty sheet under <paramref name="heading"/>, to be sealed.</summary>
    public Sheet(Heading heading, IRegistrySeal seal)
    {
        this.seal = seal;
        (first, other) = (heading.Language, heading.Language.Other());
        document = new PdfDocument(new PdfMetadata(
            new LocalizedText($"{heading.Title.Va} {heading.Number}", $"{heading.Title.Es} {heading.Number}"), heading.Body, heading.Language, heading.Issued));
        var regular = document.AddFont(ReceiptFonts.Regular);
        bold = document.AddFont(ReceiptFonts.Bold);
        letterhead = new Letterhead(heading, seal.Certificate.IsDevelopmentSeal(), document.Structure, regular, bold);
        label = new TextStyle(regular, 7.8, Palette.Quiet, 11);
        value = new TextStyle(regular, 9.5, Palette.Ink, 13);
        second = value with { Colour = Palette.Quiet };
        code = new TextStyle(document.AddFont(ReceiptFonts.Mono), 7.5, Palette.Ink, 10.5);
        flow = new PageFlow(document, letterhead.Frame, letterhead.Begin);
    }

    /// <summary>The title, once a language.</summary>
    public void Title(LocalizedText title)
    {
        flow.Draw(new TextBlock(Width)
            .Add(title.In(first), new TextStyle(bold, 19, Palette.Accent, 25), Element("H1"))
            .Add(title.In(other), second with { Size = 12.5, LineHeight = 17 }, Element("P", other))
            .Space(10));
    }

    /// <summary>What the reader looks for first, on a ground of its own: two rows of two fields, the upper ones in large type.</summary>
    public void Panel(Field upperLeft, Field upperRight, Field lowerLeft, Field lowerRight)
    {
        const double column = Column - Padding;
        table = null;
        var large = new TextStyle(bold, 15, Palette.Accent, 20);
        var medium = new TextStyle(bold, 10, Palette.Ink, 14);
        var upper = (Left: Block(upperLeft, column, large, large).Space(8), Right: Block(upperRight, column, large, large));
        var lower = (Left: Block(lowerLeft, column, medium, second), Right: Block(lowerRight, column, medium, second));
        var height = Math.Max(upper.Left.Height, upper.Right.Height) + Math.Max(lower.Left.Height, lower.Right.Height) + (2 * Padding);
        flow.Reserve(height);
        flow.Page.Fill(Letterhead.Left, flow.Y, Width, height, Palette.Tint);
        flow.Page.Fill(Letterhead.Left, flow.Y, 2.5, height, Palette.Accent);
        flow.Space(Padding);
        flow.DrawBeside(upper.Left, upper.Right, Column + Gap - Padding, Padding);
        flow.DrawBeside(lower.Left, lower.Right, Column + Gap - Padding, Padding);
        flow.Space(Padding + 8);
        table = null;
    }

    /// <summary>Something the reader must not miss, in a frame.</summary>
    public void Notice(LocalizedText title, LocalizedText text)
    {
        var block = new TextBlock(Width - (2 * Padding))
            .Add(title.Both(first), new TextStyle(bold, 11, Palette.Alarm, 16), Element("P"))
            .Add(text.In(first), value, Element("P"))
            .Add(text.In(other), second, Element("P", other));
        flow.Reserve(block.Height + (2 * Padding));
        flow.Page.Outline(Letterhead.Left, flow.Y, Width, block.Height + (2 * Padding), 1, Palette.Alarm);
        flow.Space(Padding);
        flow.Draw(block, Padding);
        flow.Space(Padding + 8);
    }

    /// <summary>A heading over what is shown next; the two are never parted.</summary>
    public void Section(LocalizedText title) =>
        pending = new TextBlock(Width).Space(8).Add(title.Both(first), new TextStyle(bold, 10.5, Palette.Accent, 15), Element("H2")).Space(8);

    /// <summary>A label and what it names in both languages.</summary>
    public void Show(LocalizedText label, LocalizedText text) =>
        Show(new Field(label, text.In(first), text.Va == text.Es ? null : text.In(other), Translated: true));

    /// <summary>A label and what it names.</summary>
    public void Show(Field field)
    {
        var block = Block(field, Width, value, second).Space(5);
        Begin(block.Height);
        flow.Draw(block);
    }

    /// <summary>Two fields beside each other.</summary>
    public void Show(Field left, Field right) =>
        Beside(Block(left, Column, value, second).Space(5), Block(right, Column, value, second).Space(5));

    /// <summary>A text in both languages beside each other, paragraph by paragraph.</summary>
    public void Paragraphs(LocalizedText text)
    {
        // Drawn side by side, but read one language after the other.
        var (left, right) = (text.In(first).Split('\n'), text.In(other).Split('\n'));
        var (inFirst, inOther) = (Element("Div"), Element("Div", other));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
            Beside(Paragraph(left, i, value, inFirst), Paragraph(right, i, second, inOther));

        static TextBlock Paragraph(string[] paragraphs, int index, in TextStyle style, StructureElement division) =>
            new TextBlock(Column).Add(index < paragraphs.Length ? paragraphs[index] : "", style, division.Add("P")).Space(5);
    }

    /// <summary>A file of the submission.</summary>
    public void Document(string name, LocalizedText kind, string size, string digest)
    {
        var (header, cell) = Row();
        var left = new TextBlock(Column).Add(name, value with { Font = bold }, header);
        var right = new TextBlock(Column).Add($"{kind.Both(first)} · {size}", value, cell.Add("P"));
        var hash = new TextBlock(Width).Add($"SHA-256 {digest}", code, cell.Add("P")).Space(7);
        var height = Math.Max(left.Height, right.Height) + hash.Height;
        Begin(height);
        flow.Reserve(height);
        Beside(left, right);
        flow.Draw(hash);
    }

    /// <summary>The code, the page to check it at, and both together as a QR code.</summary>
    public void Verification(Receipt receipt)
    {
        const double side = 92, quiet = 14, column = Width - side - quiet;
        Section(ReceiptTexts.Verification);
        var large = code with { Size = 11, LineHeight = 17 };
        var block = new TextBlock(column);
        Add(block, new Field(ReceiptTexts.Csv, receipt.Csv.ToString()), large, code).Space(2);
        Add(block, new Field(ReceiptTexts.VerifyAt, receipt.VerifyAt.Split('#')[0]), code, code).Space(2);
        Add(block, new Field(ReceiptTexts.EntryHash, receipt.EntryHash.Hex), code, code).Space(2);
        Add(block, SealField, label with { Colour = Palette.Ink }, label);
        Begin(Math.Max(block.Height, side));
        var (x, y) = (Letterhead.Left + Width - side, flow.Y);
        var box = FormattableString.Invariant($"/A<</O/Layout/BBox[{x:0.##} {PdfDocument.PageHeight - y - side:0.##} {x + side:0.##} {PdfDocument.PageHeight - y:0.##}]>>");
        flow.Page.Squares(x, y, side, SquareMatrix.QrCode(receipt.VerifyAt), document.Structure.Add("Figure", alternative: $"QR: {receipt.VerifyAt}", attributes: box));
        flow.Draw(block);
    }

    /// <summary>Who seals the document, for those that cannot be asked for with a code.</summary>
    public void SealedBy()
    {
        Section(ReceiptTexts.Verification);
        Show(SealField);
    }

    /// <summary>Numbers the pages, puts the data in and seals the document.</summary>
    public byte[] ToBytes(string name, byte[] json)
    {
        for (var i = 0; i < document.Pages.Count; i++)
            letterhead.End(document.Pages[i], i + 1, document.Pages.Count);
        return document.ToBytes(new Attachment(name, json, ReceiptTexts.Data), seal);
    }

    private Field SealField => new(ReceiptTexts.Seal, seal.Certificate.HolderName());

    private void Beside(TextBlock left, TextBlock right)
    {
        Begin(Math.Max(left.Height, right.Height));
        flow.DrawBeside(left, right, Column + Gap);
    }

    // Draws the heading that waits for its first block, with room for that block, or for its first lines when the block will be parted anyway.
    private void Begin(double height)
    {
        if (pending is not { } heading)
            return;
        pending = null;
        flow.Reserve(heading.Height + (flow.Keeps(height) ? height : 3 * value.LineHeight));
        flow.Draw(heading);
        flow.Page.Rule(Letterhead.Left, flow.Y - 6, Width, 0.75, Palette.Line);
    }

    private TextBlock Block(Field field, double width, in TextStyle main, in TextStyle remarks) => Add(new TextBlock(width), field, main, remarks);

    private TextBlock Add(TextBlock block, Field field, in TextStyle main, in TextStyle remarks)
    {
        var (header, cell) = Row();
        block.Add(field.Label.Both(first), label, header).Add(field.Value, main, cell.Add("P"));
        return field.Remark is { } remark ? block.Add(remark, remarks, cell.Add("P", field.Translated ? other : null)) : block;
    }

    private (StructureElement Header, StructureElement Cell) Row()
    {
        var row = (table ??= document.Structure.Add("Table")).Add("TR");
        return (row.Add("TH", attributes: "/A<</O/Table/Scope/Row>>"), row.Add("TD"));
    }

    // Whatever is not a row ends the table.
    private StructureElement Element(string type, Language? language = null)
    {
        table = null;
        return document.Structure.Add(type, language);
    }
}
