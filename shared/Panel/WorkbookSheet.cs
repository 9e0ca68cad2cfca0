using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>A sheet of a workbook while it is written; disposing it writes what comes after the rows.</summary>
internal sealed class WorkbookSheet : IDisposable
{
    private const int FlushAt = 32 * 1024;
    private const double SecondsPerDay = 86_400;

    // The first of January 1900 is day 1, and a 29 February that never was counts: from March 1900 on days go from here.
    private static readonly LocalDate DayZero = new(1899, 12, 30);

    private readonly Stream part;
    private readonly StringBuilder text = new();
    private readonly int columns;

    /// <summary>Writes what comes before the rows, and the head.</summary>
    /// <param name="part">Its part of the file; closed with it.</param>
    /// <param name="head">What each column is called, and how many characters wide it is.</param>
    public WorkbookSheet(Stream part, IReadOnlyList<(string Name, int Width)> head)
    {
        (this.part, columns) = (part, head.Count);
        text.Append("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>""");
        foreach (var (index, (_, width)) in head.Index())
            text.Append(CultureInfo.InvariantCulture, $"""<col min="{index + 1}" max="{index + 1}" width="{width}" customWidth="1"/>""");
        text.Append("</cols><sheetData>");
        Add([.. head.Select(column => column.Name)], WorkbookParts.Heading);
    }

    /// <summary>Rows so far, the head included.</summary>
    public int Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(object[] cells, int style = WorkbookParts.Plain)
    {
        text.Append(CultureInfo.InvariantCulture, $"""<row r="{++Rows}">""");
        foreach (var (index, cell) in cells.Index())
            Add(Name(index), cell, style);
        text.Append("</row>");
        if (text.Length > FlushAt)
            Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        text.Append(CultureInfo.InvariantCulture, $"""</sheetData><autoFilter ref="A1:{Name(columns - 1)}{Rows}"/></worksheet>""");
        Flush();
        part.Dispose();
    }

    private void Add(string column, object cell, int style)
    {
        switch (cell)
        {
            case "":
                break;
            case long number:
                text.Append(CultureInfo.InvariantCulture, $"""<c r="{column}{Rows}"><v>{number}</v></c>""");
                break;
            case LocalDate day:
                text.Append(CultureInfo.InvariantCulture, $"""<c r="{column}{Rows}" s="{WorkbookParts.Day}"><v>{Days(day)}</v></c>""");
                break;
            case LocalDateTime moment:
                text.Append(CultureInfo.InvariantCulture, $"""<c r="{column}{Rows}" s="{WorkbookParts.Moment}"><v>{Days(moment.Date) + (moment.TimeOfDay.NanosecondOfDay / NodaConstants.NanosecondsPerSecond / SecondsPerDay):R}</v></c>""");
                break;
            case string written:
                text.Append(CultureInfo.InvariantCulture, $"""<c r="{column}{Rows}" s="{style}" t="inlineStr"><is><t xml:space="preserve">""");
                Escape(written);
                text.Append("</t></is></c>");
                break;
            default:
                throw new ArgumentException($"A cell cannot be a {cell.GetType()}.", nameof(cell));
        }
    }

    private static int Days(LocalDate day) => Period.DaysBetween(DayZero, day);

    // What XML cannot hold is left out, and _x0041_ is no A: spreadsheets would read it as one.
    private void Escape(string written)
    {
        for (var i = 0; i < written.Length; i++)
        {
            switch (written[i])
            {
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '&': text.Append("&amp;"); break;
                case '_' when i + 1 < written.Length && written[i + 1] == 'x': text.Append("_x005F_"); break;
                case var high when i + 1 < written.Length && char.IsSurrogatePair(high, written[i + 1]): text.Append(high).Append(written[++i]); break;
                case var letter when XmlConvert.IsXmlChar(letter): text.Append(letter); break;
            }
        }
    }

    private void Flush()
    {
        part.Write(Encoding.UTF8.GetBytes(text.ToString()));
        text.Clear();
    }

    // A to Z, then AA and on.
    private static string Name(int index) => index < 26 ? ((char)('A' + index)).ToString() : Name((index / 26) - 1) + (char)('A' + (index % 26));
}
