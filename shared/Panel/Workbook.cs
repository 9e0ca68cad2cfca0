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
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var sheets = 0;
        using (var next = rows.GetEnumerator())
        {
            var more = next.MoveNext();
            do
            {
                await using var sheet = new WorkbookSheet(await OpenAsync($"xl/worksheets/sheet{++sheets}.xml"));
                await sheet.BeginAsync(columns, cancellationToken);
                for (; more && sheet.Rows < maxRows; more = next.MoveNext())
                    await sheet.AddAsync(next.Current, cancellationToken);
                await sheet.EndAsync(cancellationToken);
            }
            while (more);
        }

        foreach (var (name, content) in WorkbookParts.Of(title, sheets))
        {
            await using var part = await OpenAsync(name);
            await part.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
        }

        Task<Stream> OpenAsync(string name) => zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
    }
}
