using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Panel;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Panel;

/// <summary>A search as a workbook for Excel and its like, written as it is read.</summary>
/// <param name="v">Who asks.</param>
/// <param name="search">Finds.</param>
/// <param name="filter">What is asked for.</param>
internal sealed class ExportedWorkbook(Visit v, IExpedienteSearch search, ExpedienteFilter filter) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var lines = await search.ListAsync(filter, httpContext.RequestAborted);
        response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        SecureHeaders.Apply(response);
        response.Headers.ContentDisposition = "attachment; filename=\"expedientes.xlsx\"";
        await Workbook.WriteAsync(
            response.Body, v.Say("Expedients", "Expedientes", "Applications"), ExportColumns.Names(v), lines.Select(line => ExportColumns.Cells(v, line)), httpContext.RequestAborted);
    }
}
