using System.Globalization;
using CsvHelper;
using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Panel;

/// <summary>A search as CSV for spreadsheets, written as it is read: semicolons, a byte order mark, and no cell that a spreadsheet would take for a formula.</summary>
/// <param name="v">Who asks.</param>
/// <param name="search">Finds.</param>
/// <param name="filter">What is asked for.</param>
internal sealed class Exported(Visit v, IExpedienteSearch search, ExpedienteFilter filter) : IResult
{
    private const int PageLines = 1000;

    private static readonly CsvWriterOptions Spreadsheet = new() { Separator = ';', Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        SecureHeaders.Apply(response);
        response.Headers.ContentDisposition = "attachment; filename=\"expedientes.csv\"";

        SearchPlace? after = null;
        var options = Spreadsheet;
        var head = true;
        do
        {
            var page = await search.SearchAsync(filter, after, PageLines, httpContext.RequestAborted);
            using var memory = new MemoryStream();
            using (var csv = CsvWriter.Create(memory, options, leaveOpen: true))
            {
                if (head)
                    csv.WriteRecord(Columns());
                foreach (var expediente in page.Lines)
                    csv.WriteRecord(Line(expediente));
            }

            await response.Body.WriteAsync(memory.GetBuffer().AsMemory(0, (int)memory.Length), httpContext.RequestAborted);
            (after, head, options) = (page.Next, false, Spreadsheet with { WriteByteOrderMark = false });
        }
        while (after is not null);
    }

    private string[] Columns() =>
    [
        v.Say("expedient", "expediente", "application"), v.Say("registre", "registro", "entry"), v.Say("convocatòria", "convocatoria", "call"),
        v.Say("programa", "programa", "programme"), v.Say("fase", "fase", "phase"), v.Say("unitat", "unidad", "department"), "NIF",
        v.Say("sol·licitant", "solicitante", "applicant"), v.Say("projecte", "proyecto", "project"), v.Say("presentat", "presentado", "filed"),
        v.Say("compta des de", "cuenta desde", "counts from"), v.Say("estat", "estado", "state"), v.Say("persona", "persona", "assignee"),
    ];

    private string[] Line(Expediente e)
    {
        var evaluation = e.State as ExpedienteState.InEvaluation;
        return
        [
            e.Key.Number.ToString(), e.Entry.ToString(), e.Key.Call.Value, e.Key.Number.Programme.Value, (evaluation?.Phase ?? e.Phase)?.Value ?? "",
            (evaluation?.Department ?? e.Department).Value, e.Applicant.TaxId, e.Applicant.Name, e.ProjectTitle,
            OfficialClock.ToLocal(e.FiledAt).ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), JsonText.Iso(e.Effective.Date),
            StateWords.Name(v, e.State.Code), e.AssignedTo?.Name ?? "",
        ];
    }
}
