using IntakePipeline.Calls;
using static IntakePipeline.Validation.Figures;

namespace IntakePipeline.Validation;

/// <summary>Whether the applicant looks like one the programme is for. The form hints, it does not prove: a department looks.</summary>
internal static class EligibilityRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("forma-juridica-excluida", Severity.EligibilityDoubt, ExcludedForm, (_, p) => p.Eligibility.Excluded?.Article),
        new("fuera-de-la-comunitat", Severity.EligibilityDoubt, OutsideTheComunitat, (_, p) => p.Eligibility.Place?.Article),
        new("empresa-demasiado-grande", Severity.EligibilityDoubt, TooBig, (_, p) => p.Eligibility.Size?.Article),
        new("faltan-trabajadores", Severity.EligibilityDoubt, TooFewWorkers, (_, p) => p.Eligibility.Workers?.Article),
        new("empresa-demasiado-reciente", Severity.EligibilityDoubt, TooYoung, (_, p) => p.Eligibility.Age is { MinMonths: not null } age ? age.Article : null),
        new("empresa-demasiado-antigua", Severity.EligibilityDoubt, TooOld, (_, p) => p.Eligibility.Age?.Article),
        new("antiguedad-al-conceder", Severity.Information, TooOldWhenGranted, (_, p) => p.Eligibility.Age is { YearsAt: AgeMoment.Grant } age ? age.Article : null),
        new("ayuda-una-sola-vez", Severity.EligibilityDoubt, SecondTime, (_, p) => p.Eligibility.Once?.Article),
        new("proyecto-repetido", Severity.EligibilityDoubt, SameProject, (c, _) => VersionsArticle(c)),
        new("participantes-en-la-memoria", Severity.Information, ParticipantsInTheMemoria, (_, p) => p.Eligibility.Participants?.Article),
    ];

    private static IEnumerable<Fault> ExcludedForm(ValidationFacts facts)
    {
        var (rule, applicant) = (facts.Programme.Eligibility.Excluded!, facts.Application.Applicant);
        var letter = applicant.TaxId.Value is { Length: > 0 } value && rule.TaxIdLetters.Contains(value[0], StringComparison.Ordinal);
        var form = applicant.LegalForm is { } declared && rule.Forms.Contains(PlainText.Of(declared), StringComparer.Ordinal);
        if (letter || form)
        {
            yield return new(
                rule.Article, letter && form ? [Paths.TaxId, Paths.LegalForm] : [letter ? Paths.TaxId : Paths.LegalForm],
                "El NIF o la forma jurídica indiquen una entitat exclosa de la convocatòria. Ho comprovarà el departament.",
                "El NIF o la forma jurídica indican una entidad excluida de la convocatoria. Lo comprobará el departamento.",
                Found: Excerpt($"{applicant.TaxId} {applicant.LegalForm}"));
        }
    }

    private static IEnumerable<Fault> OutsideTheComunitat(ValidationFacts facts)
    {
        var (rule, province) = (facts.Programme.Eligibility.Place!, facts.Application.Applicant.Province);
        if (!string.IsNullOrWhiteSpace(province) && !rule.Provinces.Contains(province, StringComparer.Ordinal))
        {
            yield return new(
                rule.Article, [Paths.Province],
                "La província no és de la Comunitat Valenciana. Si hi teniu l'establiment de producció, acrediteu-ho davant del departament.",
                "La provincia no es de la Comunitat Valenciana. Si tiene en ella el establecimiento de producción, acredítelo ante el departamento.",
                List(rule.Provinces), Excerpt(province));
        }
    }

    private static IEnumerable<Fault> TooBig(ValidationFacts facts)
    {
        var (rule, applicant) = (facts.Programme.Eligibility.Size!, facts.Application.Applicant);
        var over = new List<(string Path, string Found)>();
        if (applicant.Employees is { } employees && employees >= rule.StaffLessThan)
            over.Add((Paths.Employees, Number(employees)));
        // One of the two figures within the limit is enough.
        if (applicant is { Turnover: { } turnover, BalanceTotal: { } balance } && turnover > rule.MaxTurnover && balance > rule.MaxBalance)
            over.AddRange([(Paths.Turnover, ExactEuros(turnover)), (Paths.Balance, ExactEuros(balance))]);
        if (over.Count > 0)
        {
            yield return new(
                rule.Article, [.. over.Select(o => o.Path)],
                $"L'empresa sembla massa gran: ha de tindre menys de {Number(rule.StaffLessThan)} treballadors i un volum de negoci fins a {Euros(rule.MaxTurnover)} o un balanç fins a {Euros(rule.MaxBalance)}. Ho comprovarà el departament.",
                $"La empresa parece demasiado grande: ha de tener menos de {Number(rule.StaffLessThan)} trabajadores y un volumen de negocio de hasta {Euros(rule.MaxTurnover)} o un balance de hasta {Euros(rule.MaxBalance)}. Lo comprobará el departamento.",
                $"< {Number(rule.StaffLessThan)}; ≤ {Euros(rule.MaxTurnover)} / {Euros(rule.MaxBalance)}", List(over.Select(o => o.Found)));
        }
    }

    private static IEnumerable<Fault> TooFewWorkers(ValidationFacts facts)
    {
        var rule = facts.Programme.Eligibility.Workers!;
        if (facts.Application.Applicant.Employees is { } employees && employees >= 0 && employees < rule.Min)
        {
            yield return new(
                rule.Article, [Paths.Employees],
                $"El TC1 ha de consignar almenys {Number(rule.Min)} treballadors en el moment de la sol·licitud. Ho comprovarà el departament.",
                $"El TC1 ha de consignar al menos {Number(rule.Min)} trabajadores en el momento de la solicitud. Lo comprobará el departamento.",
                $"≥ {Number(rule.Min)}", Number(employees));
        }
    }

    private static IEnumerable<Fault> TooYoung(ValidationFacts facts)
    {
        var rule = facts.Programme.Eligibility.Age!;
        if (facts.Founded is { } founded && founded <= facts.Filed && founded.PlusMonths(rule.MinMonths!.Value) > facts.Filed)
        {
            yield return new(
                rule.Article, [Paths.Founded],
                $"L'empresa té menys de {Number(rule.MinMonths.Value)} mesos d'existència en el moment de la sol·licitud. Ho comprovarà el departament.",
                $"La empresa tiene menos de {Number(rule.MinMonths.Value)} meses de existencia en el momento de la solicitud. Lo comprobará el departamento.",
                $"≤ {Day(facts.Filed.PlusMonths(-rule.MinMonths.Value))}", Day(founded));
        }
    }

    private static IEnumerable<Fault> TooOld(ValidationFacts facts)
    {
        var rule = facts.Programme.Eligibility.Age!;
        if (facts.Founded is { } founded && founded.PlusYears(rule.YearsLessThan) <= facts.Filed)
        {
            yield return new(
                rule.Article, [Paths.Founded],
                $"L'empresa ha complit {Number(rule.YearsLessThan)} anys des de la constitució. Ho comprovarà el departament.",
                $"La empresa ha cumplido {Number(rule.YearsLessThan)} años desde su constitución. Lo comprobará el departamento.",
                $"> {Day(facts.Filed.PlusYears(-rule.YearsLessThan))}", Day(founded));
        }
    }

    private static IEnumerable<Fault> TooOldWhenGranted(ValidationFacts facts)
    {
        var rule = facts.Programme.Eligibility.Age!;
        var latestGrant = (facts.Window?.LastDay ?? facts.Effective).PlusMonths(facts.Call.MaxMonthsToResolve);
        if (facts.Founded is { } founded && founded.PlusYears(rule.YearsLessThan) is var birthday && birthday > facts.Filed && birthday <= latestGrant)
        {
            yield return new(
                rule.Article, [Paths.Founded],
                $"L'empresa complix {Number(rule.YearsLessThan)} anys el {Day(birthday)}, potser abans que es resolga: la concessió ha de ser anterior.",
                $"La empresa cumple {Number(rule.YearsLessThan)} años el {Day(birthday)}, quizá antes de que se resuelva: la concesión ha de ser anterior.",
                Found: Day(founded));
        }
    }

    private static IEnumerable<Fault> SecondTime(ValidationFacts facts)
    {
        var rule = facts.Programme.Eligibility.Once!;
        var others = OthersInProgramme(facts).Where(o => !rule.WithinCall || o.CallYear == facts.Call.Year).Select(o => o.Expediente).ToList();
        if (others.Count > 0)
        {
            yield return new(
                rule.Article, [Paths.TaxId],
                $"{rule.Text.Va}, i n'hi ha altres sol·licituds en este programa: {List(others)}. Ho comprovarà el departament.",
                $"{rule.Text.Es}, y hay otras solicitudes en este programa: {List(others)}. Lo comprobará el departamento.",
                Found: List(others));
        }
    }

    private static IEnumerable<Fault> SameProject(ValidationFacts facts)
    {
        var title = PlainText.Of(facts.Application.Project.Title);
        var same = OthersInProgramme(facts).Where(o => PlainText.Of(o.ProjectTitle) == title).Select(o => o.Expediente).ToList();
        if (same.Count > 0)
        {
            yield return new(
                VersionsArticle(facts.Call), [Paths.Title],
                $"El títol del projecte és el mateix que en {List(same)}. Si és el mateix projecte, només és vàlida l'última sol·licitud registrada dins del termini.",
                $"El título del proyecto es el mismo que en {List(same)}. Si es el mismo proyecto, solo es válida la última solicitud registrada en plazo.",
                Found: List(same));
        }
    }

    private static IEnumerable<Fault> ParticipantsInTheMemoria(ValidationFacts facts)
    {
        var rule = facts.Programme.Eligibility.Participants!;
        yield return new(
            rule.Article, [],
            $"{rule.Text.Va}. El formulari no els anomena: ho comprovarà el departament en la memòria.",
            $"{rule.Text.Es}. El formulario no los nombra: lo comprobará el departamento en la memoria.",
            $"≥ {Number(rule.Min)}");
    }

    private static string VersionsArticle(Call call) => call.Versions?.Article ?? call.Correction.Article;

    private static IEnumerable<OtherApplication> OthersInProgramme(ValidationFacts facts) => facts.Others.Where(o =>
        o.Programme == facts.Programme.Id && !string.Equals(o.ProjectReference, facts.Application.Project.Reference, StringComparison.Ordinal));
}
