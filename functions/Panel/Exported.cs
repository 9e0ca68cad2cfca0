using System.Globalization;
using CsvHelper;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace IntakePipeline.Functions.Panel;

/// <summary>A search as CSV for spreadsheets, written as it is read: semicolons, a byte order mark, and no cell that a spreadsheet would take for a formula.</summary>
/// <param name="v">Who asks.</param>
/// <param name="search">Finds.</param>
/// <param name="filter">What is asked for.</param>
internal sealed class Exported(Visit v, IExpedienteSearch search, ExpedienteFilter filter) : IResult
{
    private const int LinesAtOnce = 1000;

    private static readonly CsvWriterOptions Spreadsheet = new() { Separator = ';', Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var lines = await search.ListAsync(filter, httpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        SecureHeaders.Apply(response);
        response.Headers.ContentDisposition = "attachment; filename=\"expedientes.csv\"";

        await WriteAsync([[.. ExportColumns.Names(v).Select(c => c.Name)]], Spreadsheet);
        foreach (var some in lines.Chunk(LinesAtOnce))
            await WriteAsync(some.Select(line => Array.ConvertAll(ExportColumns.Cells(v, line), Text)), Spreadsheet with { WriteByteOrderMark = false });

        async Task WriteAsync(IEnumerable<string[]> records, CsvWriterOptions options)
        {
            using var memory = new MemoryStream();
            using (var csv = CsvWriter.Create(memory, options, leaveOpen: true))
            {
                foreach (var record in records)
                    csv.WriteRecord(record);
            }

            await response.Body.WriteAsync(memory.GetBuffer().AsMemory(0, (int)memory.Length), httpContext.RequestAborted);
        }
    }

    private static string Text(object cell) => cell switch
    {
        LocalDateTime moment => moment.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        LocalDate day => JsonText.Iso(day),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };
}
