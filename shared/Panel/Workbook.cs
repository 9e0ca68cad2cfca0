using System.IO.Compression;
using System.Text;

namespace IntakePipeline.Panel;

/// <summary>
/// Writes a workbook (ECMA-376, SpreadsheetML) of one table as it is read: a head that stays in sight and filters, days and moments and numbers as what they
/// are, and every text as text, so that none is ever taken for a formula. What one sheet cannot hold goes on in the next.
/// </summary>
public static class Workbook
{
    /// <summary>Rows of a sheet, the head included: as many as Excel opens.</summary>
    public const int MaxRows = 1_048_576;

    private const int WorthTheWay = 64 * 1024;

    /// <summary>Writes it.</summary>
    /// <param name="to">Where to; need not be seekable, and is only written to asynchronously.</param>
    /// <param name="title">Name of the sheet: at most 25 letters.</param>
    /// <param name="columns">What each column is called, and how many characters wide it is.</param>
    /// <param name="rows">The cells of each row: texts, <see cref="long"/>, <see cref="NodaTime.LocalDate"/> and <see cref="NodaTime.LocalDateTime"/>.</param>
    /// <param name="cancellationToken">Stops half-way.</param>
    /// <param name="maxRows">Rows of a sheet, the head included; at least 2.</param>
    public static async Task WriteAsync(
        Stream to, string title, IReadOnlyList<(string Name, int Width)> columns, IEnumerable<object[]> rows, CancellationToken cancellationToken, int maxRows = MaxRows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 2);
        using var spool = new Spool();
        using (var zip = new ZipArchive(spool, ZipArchiveMode.Create, leaveOpen: true))
        {
            var sheets = 0;
            using var next = rows.GetEnumerator();
            var more = next.MoveNext();
            do
            {
                using var sheet = new WorkbookSheet(Part(zip, $"xl/worksheets/sheet{++sheets}.xml"), columns);
                for (; more && sheet.Rows < maxRows; more = next.MoveNext())
                {
                    sheet.Add(next.Current);
                    await spool.DrainAsync(to, WorthTheWay, cancellationToken);
                }
            }
            while (more);

            foreach (var (name, content) in WorkbookParts.Of(title, sheets))
            {
                using var part = Part(zip, name);
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        await spool.DrainAsync(to, 1, cancellationToken);
    }

    private static Stream Part(ZipArchive zip, string name) => zip.CreateEntry(name, CompressionLevel.Fastest).Open();
}
