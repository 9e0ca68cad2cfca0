using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;

namespace IntakePipeline.Functions.Panel;

/// <summary>A search as rows for spreadsheets, the same whatever the file: a cell is a text, a number (<see cref="long"/>), a day or a moment as the office's clock showed it.</summary>
internal static class ExportColumns
{
    /// <summary>What each column is called, and how many characters wide it is.</summary>
    public static IReadOnlyList<(string Name, int Width)> Names(Visit v) =>
    [
        (v.Say("expedient", "expediente", "application"), 16), (v.Say("registre", "registro", "entry"), 14), (v.Say("convocatòria", "convocatoria", "call"), 22),
        (v.Say("programa", "programa", "programme"), 12), (v.Say("fase", "fase", "phase"), 7), (v.Say("unitat", "unidad", "department"), 26), ("NIF", 12),
        (v.Say("sol·licitant", "solicitante", "applicant"), 40), (v.Say("projecte", "proyecto", "project"), 50), (v.Say("presentat", "presentado", "filed"), 20),
        (v.Say("compta des de", "cuenta desde", "counts from"), 14), (v.Say("estat", "estado", "state"), 24), (v.Say("persona", "persona", "assignee"), 26),
        (v.Say("troballes", "hallazgos", "findings"), 60),
    ];

    /// <summary>The cells of an expediente.</summary>
    public static object[] Cells(Visit v, ExpedienteLine e) =>
    [
        e.Key.Number.ToString(), e.Entry.ToString(), e.Key.Call.Value, e.Key.Number.Programme.Value, Phase(e), e.Department.Value, e.TaxId, e.Applicant, e.ProjectTitle,
        OfficialClock.ToLocal(e.FiledAt), e.Effective, StateWords.Name(v, e.State), e.AssignedTo ?? "", string.Join(' ', e.Findings),
    ];

    private static object Phase(ExpedienteLine e) =>
        long.TryParse(e.Phase?.Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : e.Phase?.Value ?? "";
}
