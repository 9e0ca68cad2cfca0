using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Panel;

/// <summary><c>/panel/expedientes</c>: finds expedientes. What is asked for stands in the address, to be kept and shared; nothing is cut off, pages follow.</summary>
public sealed class Buscar(PageDoor door, CallCatalogue calls, IExpedienteSearch search, ILedgerStore ledger)
{
    private const int Lines = 50;

    /// <summary>The page.</summary>
    [Function("pagina-buscar")]
    public Task<IResult> Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "panel/expedientes")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v =>
        {
            var asked = Asked.From(request.Query);
            // Who writes a number wants that expediente, not a list of one.
            if (asked.Filter.Text.Length > 0 && await NamedAsync(asked.Filter.Text, cancellationToken) is { } named)
                return new SeeOther(Paths.Of(named));
            return BuscarPage.Of(v, calls, asked, await search.SearchAsync(asked.Filter, asked.After, Lines, cancellationToken));
        });

    /// <summary>Exactly what the page would show, all pages of it, as a file for spreadsheets.</summary>
    [Function("exportar-expedientes")]
    public Task<IResult> Export([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "panel/expedientes.csv")] HttpRequest request) =>
        door.ShowAsync(request, StaffRole.Read, v => Task.FromResult<IResult>(new Exported(v, search, Asked.From(request.Query).Filter)));

    /// <summary>The same as a workbook.</summary>
    [Function("exportar-expedientes-excel")]
    public Task<IResult> ExportWorkbook([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "panel/expedientes.xlsx")] HttpRequest request) =>
        door.ShowAsync(request, StaffRole.Read, v => Task.FromResult<IResult>(new ExportedWorkbook(v, search, Asked.From(request.Query).Filter)));

    private async Task<ExpedienteNumber?> NamedAsync(string text, CancellationToken cancellationToken)
    {
        if (ExpedienteNumber.TryParse(text.ToUpperInvariant(), out var number) && ExpedienteKey.Find(calls, number) is not null)
            return number;
        return RegistryNumber.TryParse(text, out var entry) && await ledger.FindAsync(entry, cancellationToken) is { } found ? found.Expediente : null;
    }
}
