using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;
using static IntakePipeline.Tests.Validation.Given;

namespace IntakePipeline.Tests.Validation;

/// <summary>
/// For each rule, how to break it in a clean application to any programme it applies to: limits are read from the programme, as the rules read them. The
/// limits themselves are <see cref="RuleCase"/>'s.
/// </summary>
internal static class Breach
{
    private static readonly string[] TaxIds = ["B12345674", "G00000000", "12345678Z"];

    private static readonly Dictionary<string, Func<ValidationFacts, ValidationFacts>> ByCode = new(StringComparer.Ordinal)
    {
        ["fuera-de-plazo"] = f => f.Filed(Iso(f.Programme.Windows[^1].LastDay.PlusWeeks(2))),

        ["faltan-datos-solicitante"] = f => f.With((Applicant a) => a with { Municipality = null }),
        ["datos-solicitante-negativos"] = f => f.With((Applicant a) => a with { Employees = -1 }),
        ["fecha-constitucion-imposible"] = f => f.With((Applicant a) => a with { Founded = f.FiledAt.Date.PlusDays(1) }),
        ["provincia-incorrecta"] = f => f.With((Applicant a) => a with { Province = "99" }),
        ["falta-medio-de-contacto"] = f => f.With((Applicant a) => a with { Email = null, Fax = null }),
        ["correo-incorrecto"] = f => f.With((Applicant a) => a with { Email = "nobody" }),
        ["falta-representante"] = f => f.Represented(null),
        ["nif-representante-incorrecto"] = f => f.Represented(new Representative("12345678A", "Empar Roig")),

        ["forma-juridica-excluida"] = f => f.With((Applicant a) => f.Programme.Eligibility.Excluded!.Forms is [var form, ..]
            ? a with { LegalForm = form }
            : a with { TaxId = TaxIdOf(TaxIds.First(t => f.Programme.Eligibility.Excluded.TaxIdLetters.Contains(t[0], StringComparison.Ordinal))) }),
        ["fuera-de-la-comunitat"] = f => f.With((Applicant a) => a with { Province = "28" }),
        ["empresa-demasiado-grande"] = f => f.With((Applicant a) => a with { Employees = f.Programme.Eligibility.Size!.StaffLessThan }),
        ["faltan-trabajadores"] = f => f.With((Applicant a) => a with { Employees = f.Programme.Eligibility.Workers!.Min - 1 }),
        ["empresa-demasiado-reciente"] = f => f.With((Applicant a) => a with { Founded = f.FiledAt.Date.PlusMonths(-1) }),
        ["empresa-demasiado-antigua"] = f => f.With((Applicant a) => a with { Founded = f.FiledAt.Date.PlusYears(-f.Programme.Eligibility.Age!.YearsLessThan) }),
        ["antiguedad-al-conceder"] = f => f.With((Applicant a) => a with { Founded = f.FiledAt.Date.PlusYears(-f.Programme.Eligibility.Age!.YearsLessThan).PlusDays(1) }),
        ["ayuda-una-sola-vez"] = f => f with { Others = [Other(f.Programme.Id.Value, f.Call.Year, "P-9", "Un altre", 1)] },
        ["proyecto-repetido"] = f => f with { Others = [Other(f.Programme.Id.Value, f.Call.Year, "P-9", f.Application.Project.Title, 1)] },
        ["participantes-en-la-memoria"] = f => f,

        ["faltan-datos-proyecto"] = f => f.With((Project p) => p with { AidRequested = null }),
        ["fecha-proyecto-imposible"] = f => f.With((Project p) => p with { End = new LocalDate(2101, 1, 1) }),
        ["fechas-invertidas"] = f => f.With((Project p) => p with { End = p.Start!.Value.PlusDays(-1) }),
        ["inicio-demasiado-pronto"] = f => f.With((Project p) => p with { Start = f.FiledAt.Date.PlusYears(-1) }),
        ["inicio-demasiado-tarde"] = f => f.With((Project p) => p with { Start = f.Programme.ProjectDates.Start!.Latest!.Value.PlusDays(1) }),
        ["fin-demasiado-tarde"] = f => f.With((Project p) => p with { End = f.Programme.ProjectDates.End!.Latest.PlusDays(1) }),
        ["proyecto-demasiado-largo"] = f => f.With((Project p) => p with { End = p.Start!.Value.PlusMonths(f.Programme.ProjectDates.Duration!.MaxMonths).PlusDays(1) }),
        ["plurianual-no-admitido"] = f => f.With((Project p) => p with { MultiYear = true }),
        ["plurianual-incoherente"] = f => f.With((Project p) => p with { MultiYear = p.End!.Value.Year == p.Start!.Value.Year }),
        ["gasto-antes-del-periodo"] = f => f.With((Project p) => p with { Start = f.FiledAt.Date.PlusYears(-1) }),
        ["fase-fuera-del-proyecto"] = f => f.With((Project p) => p with { Stages = [new("Única", p.End!.Value.Year + 1)] }),
        ["fases-sin-indicar"] = f => f.With((Project p) => p with { MultiYear = true, Stages = [] }),

        ["importe-no-positivo"] = f => f.With((Project p) => p with { Costs = [.. p.Costs, Line(f) with { Amount = 0 }] }),
        ["importe-con-fraccion-de-centimo"] = f => f.With((Project p) => p with { AidRequested = 100.005m }),
        ["presupuesto-sin-desglose"] = f => f.With((Project p) => p with { Costs = [] }),
        ["concepto-no-subvencionable"] = f => f.With((Project p) => p with { Costs = [.. p.Costs, new("fuegos-artificiales", p.Start!.Value.Year, 1)] }),
        ["concepto-repetido"] = f => f.With((Project p) => p with { Costs = [Line(f), .. p.Costs, Line(f)] }),
        ["ejercicio-fuera-de-convocatoria"] = f => f.With((Project p) => p with { Costs = [.. p.Costs, Line(f) with { Year = 2030 }] }),
        ["ejercicio-fuera-del-proyecto"] = f => f.With((Project p) => p with { Costs = [.. p.Costs, Line(f) with { Year = 2030 }] }),
        ["total-no-cuadra"] = f => f.With((Project p) => p with { Budget = p.Budget + 1 }),
        ["concepto-supera-limite"] = f => f.With((Project p) => p with { Costs = [new(f.Programme.Concepts.First(c => c.MaxShare is not null).Id, p.Start!.Value.Year, p.Budget!.Value)] }),
        ["presupuesto-insuficiente"] = f => f.Costing(f.Programme.Budget!.MoreThan!.Value),
        ["presupuesto-excesivo"] = f => f.Costing(f.Programme.Budget!.LessThan!.Value),

        ["ayuda-supera-intensidad"] = f => f.With((Project p) => p with { AidRequested = p.Budget + 1 }),
        ["ayuda-supera-intensidad-ampliable"] = f => f.With((Project p) => p with { AidRequested = p.Budget + 1 }),
        ["intensidad-segun-el-caso"] = f => f.Costing(10_000_000m).With((Project p) => p with { AidRequested = p.Budget * f.Programme.Aid.MaxShare }),
        ["ayuda-supera-maximo-por-proyecto"] = f => f.With((Project p) => p with { AidRequested = f.Programme.Aid.MaxPerProject!.Amount + 1 }),
        ["ayuda-supera-maximo-por-empresa"] = f => f.With((Project p) => p with { AidRequested = f.Programme.Aid.MaxPerCompany!.Amount + 1 }),
        ["ayudas-superan-maximo-por-empresa"] = f => f with { Others = [Other(f.Programme.Id.Value, f.Call.Year, "P-9", "Un altre", f.Programme.Aid.MaxPerCompany!.Amount)] },

        ["minimis-incorrecta"] = f => f.Declaring(f.FiledAt.Date.PlusDays(1), 1),
        ["minimis-supera-limite"] = f => f.Declaring(f.FiledAt.Date, f.Programme.DeMinimis!.Max),
        ["minimis-limite-transporte"] = f => f.Declaring(f.FiledAt.Date, f.Programme.DeMinimis!.MaxRoadTransport),

        ["falta-documento"] = f => f.Without(f.Programme.Documents.Last(d => d.Need == DocumentNeed.WithApplication).Kind),
        ["varias-memorias"] = f => f.Documents([.. f.DocumentKinds, DeclaredDocument.MemoriaKind]),
        ["documento-pendiente-por-correo"] = f => f.Without([.. f.Programme.Documents.Where(d => d.Need == DocumentNeed.ByMail).Select(d => d.Kind)]),
        ["ofertas-pendientes"] = f => f.Without("ofertas").With((Project p) => p with
        {
            Costs = [.. p.Costs, new(f.Programme.Offers[0].Concepts[0], p.Start!.Value.Year, f.Programme.Offers[0].Above + 1)],
        }),
        ["certificados-por-aportar"] = f => f.With((Declarations d) => d with { AuthorisesCertificates = false }),
        ["documento-no-previsto"] = f => f.Documents([.. f.DocumentKinds, "foto"]),
    };

    /// <summary>Breaks the rule <paramref name="code"/> in <paramref name="facts"/>.</summary>
    public static ValidationFacts Of(string code, ValidationFacts facts) => ByCode[code](facts);

    private static ValidationFacts Costing(this ValidationFacts facts, decimal total) =>
        facts.With((Project p) => p with { Budget = total, Costs = [Line(facts) with { Amount = total }] });

    private static ValidationFacts Declaring(this ValidationFacts facts, LocalDate day, decimal amount) =>
        facts.With((Declarations d) => d with { DeMinimis = [.. d.DeMinimis, new("Ajuntament", day, amount)] });

    private static ValidationFacts Without(this ValidationFacts facts, params string[] kinds) => facts.Documents([.. facts.DocumentKinds.Except(kinds, StringComparer.Ordinal)]);

    /// <summary>A cost that the programme counts without a share of its own, in the year in which the project starts.</summary>
    private static CostLine Line(ValidationFacts facts) =>
        new(facts.Programme.Concepts.First(c => c.MaxShare is null).Id, facts.Application.Project.Start!.Value.Year, 100m);

    private static string Iso(LocalDate day) => JsonText.Iso(day);
}
