using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using static IntakePipeline.Tests.Validation.Given;

namespace IntakePipeline.Tests.Validation;

/// <summary>Budget, aid, small aids and documents.</summary>
internal static class MoneyCases
{
    public static IEnumerable<RuleCase> All =>
    [
        new("importe-no-positivo", "a cent", Cre.Budget(0.01m, 0.01m, Advice(0.01m)), Cre.Budget(0m, -1m, Advice(0m)),
            "proyecto.presupuesto", "proyecto.ayudaSolicitada", "proyecto.conceptos[0].importe"),
        new("importe-con-fraccion-de-centimo", "two decimals", Cre.Budget(100.10m, 75.07m, Advice(100.10m)), Cre.Budget(100.10m, 75.075m, Advice(100.10m)), "proyecto.ayudaSolicitada"),
        new("presupuesto-sin-desglose", "one line", Cre, Cre.Budget(16_000m, 12_000m), "proyecto.conceptos"),
        new("concepto-no-subvencionable", "the programme's own concepts", Cre,
            Cre.Budget(16_000m, 12_000m, Advice(15_000m), new CostLine("recursos-humanos", 2012, 1_000m)), "proyecto.conceptos[1].concepto"),
        new("concepto-repetido", "once a year", Ebt,
            Cre.Budget(16_000m, 12_000m, Advice(15_000m), Advice(1_000m)), "proyecto.conceptos[0]", "proyecto.conceptos[1]"),
        new("ejercicio-fuera-de-convocatoria", "the call's years", Ebt, Ebt.Budget(120_000m, 90_000m, new CostLine("servicios-id", 2014, 120_000m)), "proyecto.conceptos[0].ejercicio"),
        new("ejercicio-fuera-de-convocatoria", "growth: one year", Cre, Cre.Budget(16_000m, 12_000m, new CostLine("asesoramiento-externo", 2013, 16_000m)), "proyecto.conceptos[0].ejercicio"),
        new("ejercicio-fuera-del-proyecto", "the project's years",
            Ebt.With((Project p) => p with { End = Day("2013-01-01") }), Ebt.With((Project p) => p with { End = Day("2012-12-31") }),
            "proyecto.conceptos[1].ejercicio", "proyecto.conceptos[3].ejercicio", "proyecto.conceptos[4].ejercicio"),
        new("total-no-cuadra", "to the cent", Cre, Cre.Budget(16_000m, 12_000m, Advice(16_000.01m)), "proyecto.presupuesto", "proyecto.conceptos"),
        new("concepto-supera-limite", "70 % of staff",
            Ebt.Budget(100_000m, 75_000m, new("recursos-humanos", 2012, 70_000m), new("servicios-id", 2013, 30_000m)),
            Ebt.Budget(100_000m, 75_000m, new("recursos-humanos", 2012, 70_000.01m), new("servicios-id", 2013, 29_999.99m)), "proyecto.conceptos[0].importe"),
        new("presupuesto-insuficiente", "more than 60,000", Research(60_000.01m, 1m), Research(60_000m, 1m), "proyecto.presupuesto", "proyecto.conceptos"),
        new("presupuesto-excesivo", "less than 240,000", Research(239_999.99m, 1m), Research(240_000m, 1m), "proyecto.presupuesto", "proyecto.conceptos"),
        new("ayuda-supera-intensidad", "three quarters", Research(100_000m, 75_000m), Research(100_000m, 75_000.01m), "proyecto.ayudaSolicitada"),
        new("ayuda-supera-intensidad", "three quarters of what the programme counts",
            Cre.Budget(16_000m, 7_500m, Advice(10_000m), new("viajes", 2012, 6_000m)), Cre.Budget(16_000m, 7_500.01m, Advice(10_000m), new("viajes", 2012, 6_000m)), "proyecto.ayudaSolicitada"),
        new("ayuda-supera-maximo-por-proyecto", "25,000", Cre.Budget(40_000m, 25_000m, Advice(40_000m)), Cre.Budget(40_000m, 25_000.01m, Advice(40_000m)), "proyecto.ayudaSolicitada"),
        new("ayuda-supera-maximo-por-empresa", "180,000", Research(239_999m, 180_000m), Research(239_999m, 180_000.01m), "proyecto.ayudaSolicitada"),
        new("ayuda-supera-maximo-por-proyecto", "below 7,500,000, not up to it", Assistance(7_499_999.99m), Assistance(7_500_000m), "proyecto.ayudaSolicitada"),
        new("ayuda-supera-intensidad-ampliable", "60 % of industrial research", Sme(60_000m), Sme(60_000.01m), "proyecto.ayudaSolicitada"),
        new("intensidad-segun-el-caso", "35 % of experimental development", Sme(35_000m), Sme(35_000.01m), "proyecto.ayudaSolicitada"),
        new("intensidad-segun-el-caso", "60 % and no more", Sme(60_000.01m), Sme(60_000m), "proyecto.ayudaSolicitada"),
        new("ayudas-superan-maximo-por-empresa", "75,000 with the others",
            Cre with { Others = [Other("CRE", 2013, "P-2", "x", 63_000m)] }, Cre with { Others = [Other("CRE", 2013, "P-2", "x", 63_000.01m)] }, "proyecto.ayudaSolicitada"),
        new("ayudas-superan-maximo-por-empresa", "two years",
            Cre with { Others = [Other("CRE", 2014, "P-2", "x", 75_000m)] }, Cre with { Others = [Other("CRE", 2011, "P-2", "x", 75_000m)] }, "proyecto.ayudaSolicitada"),

        new("minimis-incorrecta", "the day of filing", Aids(("2012-06-20", 1m)), Aids(("2011-01-01", 1m), ("2012-06-21", 1m)), "declaraciones.ayudasMinimis[1]"),
        new("minimis-incorrecta", "a cent", Aids(("2012-06-20", 0.01m)), Aids(("2012-06-20", 0m)), "declaraciones.ayudasMinimis[0]"),
        new("minimis-supera-limite", "200,000 with this one", Aids(("2010-01-01", 188_000m)), Aids(("2010-01-01", 188_000.01m)), "declaraciones.ayudasMinimis", "proyecto.ayudaSolicitada"),
        new("minimis-supera-limite", "three fiscal years", Aids(("2009-12-31", 200_000m)), Aids(("2010-01-01", 200_000m)), "declaraciones.ayudasMinimis", "proyecto.ayudaSolicitada"),
        new("minimis-limite-transporte", "100,000 with this one", Aids(("2012-01-01", 88_000m)), Aids(("2012-01-01", 88_000.01m)), "declaraciones.ayudasMinimis", "proyecto.ayudaSolicitada"),

        new("falta-documento", "the memoria", Ebt, Ebt with { DocumentKinds = ["plan-empresa", "resumen-ejecutivo", "tc1", "certificado-auditor"] }, "documentos"),
        new("varias-memorias", "one", Cre, Cre.Documents("memoria", "factura-proforma", "memoria"), "documentos[0]", "documentos[2]"),
        new("documento-pendiente-por-correo", "all sent", Cre, Cre.Documents("memoria", "tc1"), "documentos"),
        new("documento-pendiente-por-correo", "a company is in the registry; a cooperative is not", Cre,
            Cre.With((Applicant a) => a with { TaxId = TaxIdOf("F12345674") }), "documentos"),
        new("ofertas-pendientes", "17,999", Cre.Budget(17_999m, 13_000m, Advice(17_999m)), Cre.Budget(17_999.01m, 13_000m, Advice(17_999.01m)), "proyecto.conceptos[0].importe"),
        new("ofertas-pendientes", "PCEV: 30,000 for building works", Building(30_000m), Building(30_000.01m), "proyecto.conceptos[0].importe"),
        new("ofertas-pendientes", "offers at hand",
            Cre.Budget(30_000m, 13_000m, Advice(30_000m)).Documents("memoria", "ofertas"), Cre.Budget(30_000m, 13_000m, Advice(30_000m)), "proyecto.conceptos[0].importe"),
        new("certificados-por-aportar", "authorised", Ebt, Ebt.With((Declarations d) => d with { AuthorisesCertificates = false }), "declaraciones.autorizaCertificados"),
        new("documento-no-previsto", "the programme's documents", Ebt, Ebt.Documents("memoria", "foto"), "documentos[1]"),
    ];

    private static CostLine Advice(decimal amount) => new("asesoramiento-externo", 2012, amount);

    private static ValidationFacts Research(decimal total, decimal aid) => Ebt.Budget(total, aid, new CostLine("servicios-id", 2013, total));

    private static ValidationFacts Assistance(decimal aid) =>
        Clean("cei-2010", "A1").Budget(20_000_000m, aid, new CostLine("personal", 2010, 20_000_000m));

    private static ValidationFacts Sme(decimal aid) => Clean("id-pyme-2010", "ID").Budget(100_000m, aid, new CostLine("recursos-humanos", 2010, 100_000m));

    private static ValidationFacts Building(decimal cost) =>
        Clean("pcev-2009", "2.2.1").Documents("memoria").Budget(cost, 1m, new CostLine("inversiones-edificios", 2009, cost));

    private static ValidationFacts Aids(params (string Day, decimal Amount)[] aids) =>
        Cre.With((Declarations d) => d with { DeMinimis = [.. aids.Select(a => new DeMinimisAid("Ajuntament", Day(a.Day), a.Amount))] });
}
