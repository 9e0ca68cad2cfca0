using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Panel;

/// <summary>What a search asks for, to and from the query of an address.</summary>
/// <param name="Filter">Which expedientes.</param>
/// <param name="After">Where the page before ended.</param>
internal sealed record Asked(ExpedienteFilter Filter, SearchPlace? After)
{
    private const int MaxText = 200;

    /// <summary>Reads a query; what cannot be is not asked for.</summary>
    public static Asked From(IQueryCollection query)
    {
        return new(
            new ExpedienteFilter
            {
                Call = Text("convocatoria") is { Length: > 0 } call ? new CallId(call) : null,
                Programme = Text("programa") is { Length: > 0 } programme ? new ProgrammeId(programme) : null,
                Phase = Text("fase") is { Length: > 0 } phase ? new PhaseId(phase) : null,
                Department = Text("unidad") is { Length: > 0 } department ? new DepartmentId(department) : null,
                State = Text("estado"),
                AssignedTo = Text("persona"),
                TaxId = Text("nif").ToUpperInvariant(),
                NonWorkingDay = Text("inhabil") == "si",
                Finding = Text("hallazgo"),
                Text = Text("texto"),
            },
            SearchPlace.Parse(query["desde"]));

        string Text(string name) => query[name].ToString().Trim() is { Length: <= MaxText } text && !text.Any(char.IsControl) ? text : "";
    }

    /// <summary>The query that asks for the same, from another place.</summary>
    public string Query(SearchPlace? after)
    {
        (string Name, string? Value)[] parts =
        [
            ("convocatoria", Filter.Call?.Value), ("programa", Filter.Programme?.Value), ("fase", Filter.Phase?.Value), ("unidad", Filter.Department?.Value),
            ("estado", Filter.State), ("persona", Filter.AssignedTo), ("nif", Filter.TaxId), ("inhabil", Filter.NonWorkingDay ? "si" : ""),
            ("hallazgo", Filter.Finding), ("texto", Filter.Text), ("desde", after?.ToString()),
        ];
        return "?" + string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }
}
