using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Validation;

public sealed class ApplicationRulesTests
{
    private static IReadOnlyList<RuleCase> Cases => RuleCase.All;

    public static TheoryData<string> CaseNames => [.. Cases.Select(c => c.Name)];

    [Fact]
    public void An_application_in_which_nothing_is_wrong_has_no_findings()
    {
        Assert.Empty(ApplicationRules.Validate(Given.Ebt));
        Assert.Empty(ApplicationRules.Validate(Given.Cre));
    }

    [Fact]
    public void Every_programme_of_every_call_has_an_application_in_which_nothing_is_wrong() => Assert.All(
        Given.Programmes,
        x => Assert.DoesNotContain(ApplicationRules.Validate(Given.Clean(x.Call.Id.Value, x.Programme.Id.Value)), f => f.Code != "participantes-en-la-memoria"));

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_rule_is_silent_at_its_limit_and_speaks_just_beyond_it(string name)
    {
        var rule = Cases.Single(c => c.Name == name);
        Assert.DoesNotContain(ApplicationRules.Validate(rule.Passes), f => f.Code == rule.Code);
        var findings = ApplicationRules.Validate(rule.Fails).Where(f => f.Code == rule.Code).ToList();
        Assert.NotEmpty(findings);
        Assert.Equal(rule.Fields, findings.SelectMany(f => f.Fields).Distinct());
    }

    [Fact]
    public void Every_rule_has_a_case_that_would_miss_it()
    {
        Assert.Equal(ApplicationRules.All.Select(r => r.Code).Order(), Cases.Select(c => c.Code).Distinct().Order());
        Assert.Equal(ApplicationRules.All.Count, ApplicationRules.All.DistinctBy(r => r.Code).Count());
    }

    [Fact]
    public void What_an_applicant_cannot_cure_by_rewriting_the_form_is_no_defect()
    {
        Assert.Equal(
            [
                "forma-juridica-excluida", "fuera-de-la-comunitat", "empresa-demasiado-grande", "faltan-trabajadores", "empresa-demasiado-reciente",
                "empresa-demasiado-antigua", "ayuda-una-sola-vez", "proyecto-repetido", "ayuda-supera-intensidad-ampliable", "ayudas-superan-maximo-por-empresa", "minimis-supera-limite",
            ],
            Codes(Severity.EligibilityDoubt));
        Assert.Equal(
            [
                "fuera-de-plazo", "antiguedad-al-conceder", "participantes-en-la-memoria", "gasto-antes-del-periodo", "fases-sin-indicar",
                "concepto-repetido", "intensidad-segun-el-caso", "minimis-limite-transporte",
                "documento-pendiente-por-correo", "ofertas-pendientes", "certificados-por-aportar", "documento-no-previsto",
            ],
            Codes(Severity.Information));

        static IEnumerable<string> Codes(Severity severity) => ApplicationRules.All.Where(r => r.Severity == severity).Select(r => r.Code);
    }

    [Fact]
    public void Every_finding_cites_an_article_and_says_what_it_is_in_both_languages() => Assert.All(
        Cases.SelectMany(c => ApplicationRules.Validate(c.Fails)),
        f =>
        {
            Assert.Matches("^(R[1-4] |Ley |Reglamento )", f.Article);
            Assert.EndsWith(".", f.Text.Va, StringComparison.Ordinal);
            Assert.EndsWith(".", f.Text.Es, StringComparison.Ordinal);
            Assert.NotEqual(f.Text.Va, f.Text.Es);
        });

    [Fact]
    public void Several_faults_are_listed_all_at_once()
    {
        // Given a growth application with six things wrong
        var facts = Given.Cre
            .Represented(new Representative("12345678A", "Empar Roig"))
            .With((Applicant a) => a with { Email = "nobody" })
            .With((Project p) => p with { MultiYear = true, Start = Given.Day("2012-01-10"), AidRequested = 30_000m, Budget = 17_000m });

        // When it is validated
        var codes = ApplicationRules.Validate(facts).Where(f => f.Severity == Severity.CurableDefect).Select(f => f.Code);

        // Then one request can list them all
        Assert.Equal(
            [
                "correo-incorrecto", "nif-representante-incorrecto", "inicio-demasiado-pronto", "plurianual-no-admitido", "total-no-cuadra",
                "ayuda-supera-intensidad", "ayuda-supera-maximo-por-proyecto",
            ],
            codes);
    }

    [Fact]
    public void Documents_that_follow_by_mail_are_no_defect()
    {
        var findings = ApplicationRules.Validate(Given.Ebt.Documents("memoria"));
        Assert.Equal(4, findings.Count);
        Assert.All(findings, f => Assert.Equal(("documento-pendiente-por-correo", Severity.Information), (f.Code, f.Severity)));
        Assert.Contains("base.tecnologica@impiva.gva.es", findings[0].Text.Va, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sole_trader_is_asked_for_deed_power_and_identity_card()
    {
        var facts = Given.Cre.With((Applicant a) => a with { TaxId = Given.TaxIdOf("X1234567L") });
        Assert.Equal(["escritura-estatutos", "poder-representacion", "dni"], ApplicationRules.Validate(facts).Select(f => f.Expected));
    }

    [Fact]
    public void Figures_are_written_as_people_here_write_them()
    {
        var finding = ApplicationRules.Validate(Given.Ebt.With((Project p) => p with { AidRequested = 90_000.01m })).Single();
        Assert.Equal(("≤ 90.000,00 €", "90.000,01 €"), (finding.Expected, finding.Found));
        Assert.Equal("L'ajuda sol·licitada (90.000,01 €) supera el 75 % dels costos subvencionables (90.000,00 €). Reduïu-la.", finding.Text.Va);
        Assert.Equal("R4 anexo, EBT, Tipo de ayuda", finding.Article);
    }

    [Fact]
    public void What_an_applicant_typed_comes_back_short_and_on_one_line()
    {
        var finding = ApplicationRules.Validate(Given.Cre.With((Applicant a) => a with { Email = "a\r\nb" + new string('x', 500) })).Single();
        Assert.DoesNotContain('\n', finding.Found!);
        Assert.True(finding.Found!.Length <= 81);
    }

    [Fact]
    public void Every_rule_applies_to_some_programme() => Assert.All(
        ApplicationRules.All, r => Assert.Contains(Given.Programmes, p => r.AppliesTo(p.Call, p.Programme)));
}
