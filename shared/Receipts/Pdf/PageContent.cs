using System.Buffers;
using System.Buffers.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>
/// What a page shows, as PDF drawing operators (ISO 32000-1, annex A). Lengths are points (1/72 inch); <c>y</c> is measured from the top of the page
/// downwards, as people read.
/// </summary>
internal sealed class PageContent(PdfDocument document, int index)
{
    private readonly ArrayBufferWriter<byte> operators = new(8 * 1024);
    private readonly List<StructureElement> marks = [];

    /// <summary>The operators written so far.</summary>
    public ReadOnlySpan<byte> Operators => operators.WrittenSpan;

    /// <summary>The element that each marked content of the page belongs to, by its number.</summary>
    public IReadOnlyList<StructureElement> Marks => marks;

    /// <summary>Draws one line of text from <paramref name="x"/>; its baseline is at <paramref name="y"/>.</summary>
    /// <param name="x">Left end.</param>
    /// <param name="y">Baseline.</param>
    /// <param name="text">What it says.</param>
    /// <param name="font">The typeface.</param>
    /// <param name="size">Its size.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="element">What it belongs to; null for what every page repeats, which is not read out.</param>
    public void Text(double x, double y, ReadOnlySpan<char> text, PdfFont font, double size, Colour colour, StructureElement? element = null)
    {
        if (element is null)
            operators.Write("/Artifact<</Type/Pagination>>BDC "u8);
        else
            Begin(element, "/P"u8);
        Text(text, font, size, colour, 1, 0, 0, 1, x, Up(y));
        operators.Write("EMC\n"u8);
    }

    /// <summary>Draws one line of text that rises from the left at <paramref name="degrees"/>, its middle at (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public void RisingText(double x, double y, double degrees, ReadOnlySpan<char> text, PdfFont font, double size, Colour colour)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (half, drop) = (font.Measure(text, size) / 2, font.CapHeight * size / 2);
        operators.Write("/Artifact<</Type/Pagination>>BDC "u8);
        Text(text, font, size, colour, cos, sin, -sin, cos, x - (half * cos) + (drop * sin), Up(y) - (half * sin) - (drop * cos));
        operators.Write("EMC\n"u8);
    }

    /// <summary>Fills a rectangle; (<paramref name="x"/>, <paramref name="y"/>) is its top left corner.</summary>
    public void Fill(double x, double y, double width, double height, Colour colour)
    {
        operators.Write("/Artifact BMC "u8);
        Write("rg "u8, colour.Red, colour.Green, colour.Blue);
        Write("re f EMC\n"u8, x, Up(y + height), width, height);
    }

    /// <summary>Draws a rectangle's outline; (<paramref name="x"/>, <paramref name="y"/>) is its top left corner.</summary>
    public void Outline(double x, double y, double width, double height, double thickness, Colour colour)
    {
        Pen(thickness, colour);
        Write("re S EMC\n"u8, x, Up(y + height), width, height);
    }

    /// <summary>Draws a level line.</summary>
    public void Rule(double x, double y, double width, double thickness, Colour colour)
    {
        Pen(thickness, colour);
        Write("m "u8, x, Up(y));
        Write("l S EMC\n"u8, x + width, Up(y));
    }

    /// <summary>Draws the dark squares of a matrix inside a square of side <paramref name="size"/>; its white margin is the caller's.</summary>
    public void Squares(double x, double y, double size, SquareMatrix matrix, StructureElement figure)
    {
        Begin(figure, "/Figure"u8);
        // From here on one unit is one square and y goes down, so that corners are small whole numbers.
        operators.Write("q 0 0 0 rg "u8);
        Write("cm\n"u8, size / matrix.Side, 0, 0, -size / matrix.Side, x, Up(y));
        foreach (var (column, row, length) in matrix.Runs())
            Write("re\n"u8, column, row, length, 1);
        operators.Write("f Q EMC\n"u8);
    }

    private void Begin(StructureElement element, ReadOnlySpan<byte> tag)
    {
        operators.Write(tag);
        operators.Write("<</MCID "u8);
        Write(""u8, marks.Count);
        operators.Write(">>BDC "u8);
        element.Hold(index, marks.Count);
        marks.Add(element);
    }

    private static double Up(double y) => PdfDocument.PageHeight - y;

    // What only decorates is kept from assistive technology: every stroke and fill of ours.
    private void Pen(double thickness, Colour colour)
    {
        operators.Write("/Artifact BMC "u8);
        Write("RG "u8, colour.Red, colour.Green, colour.Blue);
        Write("w "u8, thickness);
    }

    private void Text(ReadOnlySpan<char> text, PdfFont font, double size, Colour colour, params ReadOnlySpan<double> matrix)
    {
        Write("rg BT /F"u8, colour.Red, colour.Green, colour.Blue);
        Write(""u8, document.NumberOf(font));
        Write("Tf "u8, size);
        Write("Tm ("u8, matrix);
        foreach (var rune in text.EnumerateRunes())
        {
            var number = font.NumberOf(rune);
            WriteInString((byte)(number >> 8));
            WriteInString((byte)number);
        }

        operators.Write(") Tj ET\n"u8);
    }

    // Inside a literal string these four bytes have a meaning of their own (7.3.4.2).
    private void WriteInString(byte value)
    {
        var space = operators.GetSpan(2);
        var escaped = value is (byte)'(' or (byte)')' or (byte)'\\' or (byte)'\r';
        if (escaped)
            space[0] = (byte)'\\';
        space[escaped ? 1 : 0] = value == '\r' ? (byte)'r' : value;
        operators.Advance(escaped ? 2 : 1);
    }

    // Operands come before the operator.
    private void Write(ReadOnlySpan<byte> operation, params ReadOnlySpan<double> operands)
    {
        foreach (var operand in operands)
            Write(operand);
        operators.Write(operation);
    }

    // To a thousandth of a point, finer than any printer, without trailing zeros. Most of a page is numbers: the framework's formatter takes five times as long.
    private void Write(double operand)
    {
        var thousandths = (long)Math.Round(operand * 1000);
        var sign = thousandths < 0 ? "-"u8 : ""u8;
        operators.Write(sign);
        var (whole, rest) = Math.DivRem(Math.Abs(thousandths), 1000);
        var space = operators.GetSpan(32);
        Utf8Formatter.TryFormat(whole, space, out var length);
        if (rest != 0)
        {
            space[length++] = (byte)'.';
            for (var unit = 100; rest != 0; unit /= 10)
            {
                space[length++] = (byte)('0' + (rest / unit));
                rest %= unit;
            }
        }

        space[length++] = (byte)' ';
        operators.Advance(length);
    }
}
