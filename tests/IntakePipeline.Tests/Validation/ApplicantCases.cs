using IntakePipeline.Submissions;
using static IntakePipeline.Tests.Validation.Given;

namespace IntakePipeline.Tests.Validation;

/// <summary>The form's own data, who may apply, and when.</summary>
internal static class ApplicantCases
{
    public static IEnumerable<RuleCase> All =>
    [
        new("fuera-de-plazo", "the last day of the window", Ebt.Filed("2012-06-28"), Ebt.Filed("2012-06-29")),
        new("fuera-de-plazo", "the first day of the window", Ebt.Filed("2012-05-23"), Ebt.Filed("2012-05-22")),

        new("faltan-datos-solicitante", "all the data that size and age need", Ebt,
            Ebt.With((Applicant a) => a with { Municipality = " ", Province = null, Founded = null, Employees = null, Turnover = null, BalanceTotal = null }),
            "solicitante.municipio", "solicitante.provincia", "solicitante.constitucion", "solicitante.empleados", "solicitante.volumenNegocio", "solicitante.balance"),
        new("datos-solicitante-negativos", "zero",
            Ebt.With((Applicant a) => a with { Employees = 0, Turnover = 0, BalanceTotal = 0 }),
            Ebt.With((Applicant a) => a with { Employees = -1, Turnover = -0.01m, BalanceTotal = 0 }), "solicitante.empleados", "solicitante.volumenNegocio"),
        new("fecha-constitucion-imposible", "the day of filing", Founded("2012-06-20"), Founded("2012-06-21"), "solicitante.constitucion"),
        new("fecha-constitucion-imposible", "days of our times", Founded("1900-01-01"), Founded("1899-12-31"), "solicitante.constitucion"),
        new("provincia-incorrecta", "two digits up to 52",
            Ebt.With((Applicant a) => a with { Province = "52" }), Ebt.With((Applicant a) => a with { Province = "53" }), "solicitante.provincia"),
        new("provincia-incorrecta", "two digits and nothing else",
            Ebt.With((Applicant a) => a with { Province = "01" }), Ebt.With((Applicant a) => a with { Province = "València" }), "solicitante.provincia"),
        new("falta-medio-de-contacto", "a fax is enough",
            Ebt.With((Applicant a) => a with { Email = null, Fax = "960000001" }), Ebt.With((Applicant a) => a with { Email = "", Fax = null }),
            "solicitante.correo", "solicitante.fax"),
        new("correo-incorrecto", "a dot inside the domain", Email("a@b.es"), Email("a@bes"), "solicitante.correo"),
        new("correo-incorrecto", "one at sign", Email("a.b@c.es"), Email("a@b@c.es"), "solicitante.correo"),
        new("correo-incorrecto", "something on both sides", Email("a@b.es"), Email("@b.es"), "solicitante.correo"),
        new("falta-representante", "a person acts in his own name",
            Ebt.With((Applicant a) => a with { TaxId = TaxIdOf("12345678Z") }).Represented(null), Ebt.Represented(null), "representante"),
        new("falta-representante", "a name", Ebt, Ebt.Represented(new Representative("12345678Z", " ")), "representante.nombre"),
        new("nif-representante-incorrecto", "the control letter",
            Ebt.Represented(new Representative("12.345.678-z", "E")), Ebt.Represented(new Representative("12345678A", "E")), "representante.nif"),

        new("forma-juridica-excluida", "a company's letter", Ebt, Ebt.With((Applicant a) => a with { TaxId = TaxIdOf("G00000000") }), "solicitante.nif"),
        new("forma-juridica-excluida", "a company's form", Ebt, Ebt.With((Applicant a) => a with { LegalForm = " comunitat de béns " }), "solicitante.formaJuridica"),
        new("fuera-de-la-comunitat", "the three provinces",
            Ebt.With((Applicant a) => a with { Province = "12" }), Ebt.With((Applicant a) => a with { Province = "43" }), "solicitante.provincia"),
        new("empresa-demasiado-grande", "49 workers",
            Ebt.With((Applicant a) => a with { Employees = 49 }), Ebt.With((Applicant a) => a with { Employees = 50 }), "solicitante.empleados"),
        new("empresa-demasiado-grande", "ten million in one of the two figures",
            Ebt.With((Applicant a) => a with { Turnover = 90_000_000m, BalanceTotal = 10_000_000m }),
            Ebt.With((Applicant a) => a with { Turnover = 90_000_000m, BalanceTotal = 10_000_000.01m }), "solicitante.volumenNegocio", "solicitante.balance"),
        new("empresa-demasiado-grande", "249 workers where medium companies may apply",
            Clean("id-pyme-2010", "ID").With((Applicant a) => a with { Employees = 249, Turnover = 50_000_000m, BalanceTotal = 90_000_000m }),
            Clean("id-pyme-2010", "ID").With((Applicant a) => a with { Employees = 250, Turnover = 50_000_000m, BalanceTotal = 90_000_000m }), "solicitante.empleados"),
        new("forma-juridica-excluida", "a body without profit",
            Clean("cei-2010", "A1"), Clean("cei-2010", "A1").With((Applicant a) => a with { TaxId = TaxIdOf("12345678Z") }), "solicitante.nif"),
        new("faltan-trabajadores", "two workers",
            Ebt.With((Applicant a) => a with { Employees = 2 }), Ebt.With((Applicant a) => a with { Employees = 1 }), "solicitante.empleados"),
        new("empresa-demasiado-reciente", "six months on the day of filing", Founded("2011-12-20"), Founded("2011-12-21"), "solicitante.constitucion"),
        new("empresa-demasiado-antigua", "six years less one day", Founded("2006-06-21"), Founded("2006-06-20"), "solicitante.constitucion"),
        new("empresa-demasiado-antigua", "growth: six years less one day",
            Cre.With((Applicant a) => a with { Founded = Day("2006-06-21") }), Cre.With((Applicant a) => a with { Founded = Day("2006-06-20") }), "solicitante.constitucion"),
        new("antiguedad-al-conceder", "six years the day after the last day to resolve", Founded("2006-12-29"), Founded("2006-12-28"), "solicitante.constitucion"),
        new("ayuda-una-sola-vez", "another version of the same project",
            Ebt with { Others = [Other("EBT", 2012, "P-1", "x", 1)] }, Ebt with { Others = [Other("EBT", 2013, "P-2", "x", 1)] }, "solicitante.nif"),
        new("ayuda-una-sola-vez", "another year where it holds for one call",
            Clean("cei-2010", "A1") with { Others = [Other("A1", 2011, "P-2", "x", 1)] }, Clean("cei-2010", "A1") with { Others = [Other("A1", 2010, "P-2", "x", 1)] },
            "solicitante.nif"),
        new("participantes-en-la-memoria", "programmes that need none", Clean("pcev-2009", "2.1"), Clean("pcev-2009", "1")),
        new("proyecto-repetido", "another title",
            Cre with { Others = [Other("CRE", 2012, "P-2", "Pla de creixements", 1)] },
            Cre with { Others = [Other("CRE", 2012, "P-2", " PLA DE  CREIXEMENT", 1)] }, "proyecto.titulo"),
    ];

    private static IntakePipeline.Validation.ValidationFacts Founded(string day) => Ebt.With((Applicant a) => a with { Founded = Day(day) });

    private static IntakePipeline.Validation.ValidationFacts Email(string email) => Ebt.With((Applicant a) => a with { Email = email });
}
