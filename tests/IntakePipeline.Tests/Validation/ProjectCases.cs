using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using static IntakePipeline.Tests.Validation.Given;

namespace IntakePipeline.Tests.Validation;

/// <summary>The project's dates, years and stages.</summary>
internal static class ProjectCases
{
    private static readonly ValidationFacts Ebt2013 = ForCall("emprendimiento-2013", Ebt.Filed("2012-12-10")
        .With((Project p) => p with { Start = Day("2013-01-01"), End = Day("2014-07-31"), Stages = [] }), "2012-12-10");

    private static readonly ValidationFacts Cre2013 = ForCall("emprendimiento-2013", Cre
        .With((Project p) => p with { Start = Day("2012-11-01"), End = Day("2013-12-31") }), "2012-10-20");

    private static readonly ValidationFacts Research = Clean("id-pyme-2010", "ID");

    public static IEnumerable<RuleCase> All =>
    [
        new("faltan-datos-proyecto", "all the data", Ebt,
            Ebt.With((Project p) => p with { Start = null, End = null, MultiYear = null, Budget = null, AidRequested = null }),
            "proyecto.inicio", "proyecto.fin", "proyecto.plurianual", "proyecto.presupuesto", "proyecto.ayudaSolicitada"),
        new("faltan-datos-proyecto", "growth projects are annual without saying so",
            Cre.With((Project p) => p with { MultiYear = null }), Cre.With((Project p) => p with { Start = null }), "proyecto.inicio"),
        new("fecha-proyecto-imposible", "days of our times", Dates(Ebt, "2012-07-15", "2100-12-31"), Dates(Ebt, "2012-07-15", "2101-01-01"), "proyecto.fin"),
        new("fechas-invertidas", "one day", Dates(Ebt, "2012-07-15", "2012-07-15"), Dates(Ebt, "2012-07-15", "2012-07-14"), "proyecto.inicio", "proyecto.fin"),
        new("inicio-demasiado-pronto", "the day after filing", Dates(Ebt, "2012-06-21", "2013-12-31"), Dates(Ebt, "2012-06-20", "2013-12-31"), "proyecto.inicio"),
        new("inicio-demasiado-pronto", "growth: the day after publication", Dates(Cre, "2012-05-24", "2012-12-31"), Dates(Cre, "2012-05-23", "2012-12-31"), "proyecto.inicio"),
        new("inicio-demasiado-pronto", "growth 2013: the stated day", Dates(Cre2013, "2012-10-16", "2013-12-31"), Dates(Cre2013, "2012-10-15", "2013-12-31"), "proyecto.inicio"),
        new("inicio-demasiado-tarde", "inside 2012", Dates(Ebt, "2012-12-31", "2013-12-31"), Dates(Ebt, "2013-01-01", "2013-12-31"), "proyecto.inicio"),
        new("inicio-demasiado-tarde", "2013: before 31/12/2013", Dates(Ebt2013, "2013-12-30", "2014-07-31"), Dates(Ebt2013, "2013-12-31", "2014-07-31"), "proyecto.inicio"),
        new("fin-demasiado-tarde", "31/12/2013", Dates(Ebt, "2012-07-15", "2013-12-31"), Dates(Ebt, "2012-07-15", "2014-01-01"), "proyecto.fin"),
        new("fin-demasiado-tarde", "2013: 31/07/2014", Dates(Ebt2013, "2013-01-01", "2014-07-31"), Dates(Ebt2013, "2013-01-01", "2014-08-01"), "proyecto.fin"),
        new("fin-demasiado-tarde", "growth: 31/12/2012", Dates(Cre, "2012-07-01", "2012-12-31"), Dates(Cre, "2012-07-01", "2013-01-01"), "proyecto.fin"),
        new("proyecto-demasiado-largo", "two years from date to date", Dates(Ebt, "2012-07-15", "2014-07-15"), Dates(Ebt, "2012-07-15", "2014-07-16"), "proyecto.inicio", "proyecto.fin"),
        new("plurianual-no-admitido", "annual", Cre, Cre.With((Project p) => p with { MultiYear = true }), "proyecto.plurianual"),
        new("plurianual-incoherente", "annual and inside one year",
            Dates(Ebt, "2012-07-15", "2012-12-31").With((Project p) => p with { MultiYear = false }),
            Dates(Ebt, "2012-07-15", "2013-01-01").With((Project p) => p with { MultiYear = false }), "proyecto.plurianual", "proyecto.inicio", "proyecto.fin"),
        new("plurianual-incoherente", "multi-year and over two",
            Dates(Ebt, "2012-07-15", "2013-01-01"), Dates(Ebt, "2012-07-15", "2012-12-31"), "proyecto.plurianual", "proyecto.inicio", "proyecto.fin"),
        new("gasto-antes-del-periodo", "2013: 01/01/2013", Dates(Ebt2013, "2013-01-01", "2014-07-31"), Dates(Ebt2013, "2012-12-31", "2014-07-31"), "proyecto.inicio"),
        new("gasto-antes-del-periodo", "R&D for SMEs: the day after filing",
            Dates(Research, "2010-02-10", "2010-12-31"), Dates(Research, "2010-02-09", "2010-12-31"), "proyecto.inicio"),
        new("fase-fuera-del-proyecto", "the project's years",
            Ebt.With((Project p) => p with { Stages = [new("A", 2012), new("B", 2013)] }),
            Ebt.With((Project p) => p with { Stages = [new("A", 2012), new("B", 2014)] }), "proyecto.fases[1]"),
        new("fases-sin-indicar", "an annual project needs none",
            Ebt.With((Project p) => p with { Stages = [], MultiYear = false }), Ebt.With((Project p) => p with { Stages = [] }), "proyecto.fases"),
    ];

    private static ValidationFacts Dates(ValidationFacts facts, string start, string end) =>
        facts.With((Project p) => p with { Start = Day(start), End = Day(end) });

    private static ValidationFacts ForCall(string call, ValidationFacts facts, string filed)
    {
        var found = Catalogue.Find(new IntakePipeline.Calls.CallId(call))!;
        return (facts with { Call = found, Programme = found.Find(facts.Programme.Id)! }).Filed(filed);
    }
}
