using System.Diagnostics;
using IntakePipeline.Calls;
using NodaTime;
using static IntakePipeline.Validation.Figures;

namespace IntakePipeline.Validation;

/// <summary>Whether the project's dates fit together and into the call.</summary>
internal static class ProjectRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("faltan-datos-proyecto", Severity.CurableDefect, MissingData, (c, _) => c.Correction.Article),
        new("fecha-proyecto-imposible", Severity.CurableDefect, ImpossibleDate, (c, _) => c.Correction.Article),
        new("fechas-invertidas", Severity.CurableDefect, Reversed, (c, _) => c.Correction.Article),
        new("inicio-demasiado-pronto", Severity.CurableDefect, StartsTooSoon, (_, p) => p.ProjectDates.Start?.Article),
        new("inicio-demasiado-tarde", Severity.CurableDefect, StartsTooLate, (_, p) => p.ProjectDates.Start is { Latest: not null } start ? start.Article : null),
        new("fin-demasiado-tarde", Severity.CurableDefect, EndsTooLate, (_, p) => p.ProjectDates.End?.Article),
        new("proyecto-demasiado-largo", Severity.CurableDefect, LastsTooLong, (_, p) => p.ProjectDates.Duration?.Article),
        new("plurianual-no-admitido", Severity.CurableDefect, MultiYearNotAllowed, (_, p) => p.MultiYear is { Allowed: false } rule ? rule.Article : null),
        new("plurianual-incoherente", Severity.CurableDefect, MultiYearContradicted, (_, p) => p.MultiYear is { Allowed: true } rule ? [rule.Article, AnnualArticle(p, rule)] : []),
        new("gasto-antes-del-periodo", Severity.Information, StartsBeforeCostsCount, (_, p) => p.ProjectDates.Spending is { From: not null } or { After: not StartsAfter.Nothing } ? p.ProjectDates.Spending.Article : null),
        new("fase-fuera-del-proyecto", Severity.CurableDefect, StageOutside, YearsArticle),
        new("fases-sin-indicar", Severity.Information, NoStages, (_, p) => p.MultiYear is { Allowed: true } rule ? rule.Article : null),
    ];

    private static IEnumerable<Fault> MissingData(ValidationFacts facts)
    {
        var project = facts.Application.Project;
        (string Path, string Va, string Es, bool Missing)[] data =
        [
            (Paths.Start, "la data d'inici", "la fecha de inicio", project.Start is null),
            (Paths.End, "la data de finalització", "la fecha de finalización", project.End is null),
            (Paths.MultiYear, "si és plurianual", "si es plurianual", project.MultiYear is null && facts.Programme.MultiYear is { Allowed: true }),
            (Paths.Budget, "el pressupost", "el presupuesto", project.Budget is null),
            (Paths.Aid, "l'ajuda que se sol·licita", "la ayuda que se solicita", project.AidRequested is null),
        ];
        var missing = data.Where(d => d.Missing).ToList();
        if (missing.Count > 0)
        {
            yield return new(
                facts.Call.Correction.Article, [.. missing.Select(d => d.Path)],
                $"Falten dades del projecte: {List(missing.Select(d => d.Va))}. Indiqueu-les.",
                $"Faltan datos del proyecto: {List(missing.Select(d => d.Es))}. Indíquelos.");
        }
    }

    private static IEnumerable<Fault> ImpossibleDate(ValidationFacts facts)
    {
        var project = facts.Application.Project;
        (string Path, LocalDate? Written, LocalDate? Read)[] dates = [(Paths.Start, project.Start, facts.Start), (Paths.End, project.End, facts.End)];
        foreach (var (path, written, read) in dates.Where(d => d.Written is not null && d.Read is null))
        {
            yield return new(
                facts.Call.Correction.Article, [path],
                $"La data {Day(written!.Value)} no pot ser certa. Corregiu-la.", $"La fecha {Day(written.Value)} no puede ser cierta. Corríjala.",
                Found: Day(written.Value));
        }
    }

    private static IEnumerable<Fault> Reversed(ValidationFacts facts)
    {
        if (facts is { Start: { } start, End: { } end } && end < start)
        {
            yield return new(
                facts.Call.Correction.Article, [Paths.Start, Paths.End],
                $"El projecte acaba ({Day(end)}) abans de començar ({Day(start)}). Corregiu les dates.",
                $"El proyecto acaba ({Day(end)}) antes de empezar ({Day(start)}). Corrija las fechas.",
                $"≥ {Day(start)}", Day(end));
        }
    }

    private static IEnumerable<Fault> StartsTooSoon(ValidationFacts facts)
    {
        var rule = facts.Programme.ProjectDates.Start!;
        var (after, va, es) = FirstAfter(rule.After, facts);
        var first = LocalDate.Max(rule.Earliest ?? LocalDate.MinIsoValue, after);
        if (facts.Start is { } start && start < first)
        {
            yield return new(
                rule.Article, [Paths.Start],
                $"El projecte comença el {Day(start)} i no pot començar abans del {Day(first)}{va}. Corregiu la data d'inici.",
                $"El proyecto empieza el {Day(start)} y no puede empezar antes del {Day(first)}{es}. Corrija la fecha de inicio.",
                $"≥ {Day(first)}", Day(start));
        }
    }

    private static IEnumerable<Fault> StartsTooLate(ValidationFacts facts)
    {
        var (rule, latest) = (facts.Programme.ProjectDates.Start!, facts.Programme.ProjectDates.Start!.Latest!.Value);
        if (facts.Start > latest)
        {
            yield return new(
                rule.Article, [Paths.Start],
                $"El projecte comença el {Day(facts.Start.Value)}; en esta convocatòria ha de començar com a molt tard el {Day(latest)}. Corregiu la data d'inici.",
                $"El proyecto empieza el {Day(facts.Start.Value)}; en esta convocatoria ha de empezar como muy tarde el {Day(latest)}. Corrija la fecha de inicio.",
                $"≤ {Day(latest)}", Day(facts.Start.Value));
        }
    }

    private static IEnumerable<Fault> EndsTooLate(ValidationFacts facts)
    {
        var (rule, latest) = (facts.Programme.ProjectDates.End!, facts.Programme.ProjectDates.End!.Latest);
        if (facts.End > latest)
        {
            yield return new(
                rule.Article, [Paths.End],
                $"El projecte acaba el {Day(facts.End.Value)} i ha d'acabar com a molt tard el {Day(latest)}. Corregiu la data de finalització.",
                $"El proyecto acaba el {Day(facts.End.Value)} y ha de acabar como muy tarde el {Day(latest)}. Corrija la fecha de finalización.",
                $"≤ {Day(latest)}", Day(facts.End.Value));
        }
    }

    private static IEnumerable<Fault> LastsTooLong(ValidationFacts facts)
    {
        var rule = facts.Programme.ProjectDates.Duration!;
        // From date to date (law 30/1992 art. 48.2): two years from 15/07/2012 end on 15/07/2014.
        if (facts is { Start: { } start, End: { } end } && end > start.PlusMonths(rule.MaxMonths))
        {
            yield return new(
                rule.Article, [Paths.Start, Paths.End],
                $"El projecte dura més de {Number(rule.MaxMonths)} mesos, que és el màxim. Acurteu-lo.",
                $"El proyecto dura más de {Number(rule.MaxMonths)} meses, que es el máximo. Acórtelo.",
                $"≤ {Day(start.PlusMonths(rule.MaxMonths))}", Day(end));
        }
    }

    private static IEnumerable<Fault> MultiYearNotAllowed(ValidationFacts facts)
    {
        if (facts.Application.Project.MultiYear == true)
        {
            yield return new(
                facts.Programme.MultiYear!.Article, [Paths.MultiYear],
                "Els projectes d'este programa són necessàriament anuals. Marqueu-lo com a anual i ajusteu-hi les dates i els imports.",
                "Los proyectos de este programa son necesariamente anuales. Márquelo como anual y ajuste las fechas y los importes.");
        }
    }

    private static IEnumerable<Fault> MultiYearContradicted(ValidationFacts facts)
    {
        if (facts is not { Start: { } start, End: { } end } || end < start || facts.Application.Project.MultiYear is not { } declared || declared == end.Year > start.Year)
            yield break;
        var (rule, limits) = (facts.Programme.MultiYear!, facts.Programme.ProjectDates.End);
        yield return declared
            ? new(
                rule.Article, [Paths.MultiYear, Paths.Start, Paths.End],
                $"El projecte es declara plurianual i tot ell cau en {Number(start.Year)}. Corregiu la declaració o les dates.",
                $"El proyecto se declara plurianual y todo él cae en {Number(start.Year)}. Corrija la declaración o las fechas.",
                Found: $"{Day(start)}–{Day(end)}")
            : new(
                AnnualArticle(facts.Programme, rule), [Paths.MultiYear, Paths.Start, Paths.End],
                $"El projecte es declara anual i abraça més d'un exercici ({Day(start)}–{Day(end)}). Corregiu la declaració o les dates.",
                $"El proyecto se declara anual y abarca más de un ejercicio ({Day(start)}–{Day(end)}). Corrija la declaración o las fechas.",
                limits?.LatestIfAnnual is { } latest ? $"≤ {Day(latest)}" : null, $"{Day(start)}–{Day(end)}");
    }

    private static IEnumerable<Fault> StartsBeforeCostsCount(ValidationFacts facts)
    {
        var rule = facts.Programme.ProjectDates.Spending!;
        var first = LocalDate.Max(rule.From ?? LocalDate.MinIsoValue, FirstAfter(rule.After, facts).Day);
        if (facts.Start < first)
        {
            yield return new(
                rule.Article, [Paths.Start],
                $"El projecte comença el {Day(facts.Start.Value)}, i només compten els gastos fets a partir del {Day(first)}.",
                $"El proyecto empieza el {Day(facts.Start.Value)}, y solo cuentan los gastos hechos a partir del {Day(first)}.",
                $"≥ {Day(first)}", Day(facts.Start.Value));
        }
    }

    private static string AnnualArticle(Programme programme, MultiYearRule rule) => programme.ProjectDates.End?.AnnualArticle ?? rule.Article;

    /// <summary>Where it stands that what has a budget year falls into the project's.</summary>
    internal static string YearsArticle(Call call, Programme programme) => programme.MultiYear?.Article ?? call.Correction.Article;

    /// <summary>The first day that comes after what <paramref name="after"/> names, and its name.</summary>
    private static (LocalDate Day, string Va, string Es) FirstAfter(StartsAfter after, ValidationFacts facts) => after switch
    {
        StartsAfter.Filing => (facts.Filed.PlusDays(1), $", després de la sol·licitud ({Day(facts.Filed)})", $", después de la solicitud ({Day(facts.Filed)})"),
        StartsAfter.Publication => (facts.Call.Publication.Date.PlusDays(1), ", després de la publicació de la convocatòria", ", después de la publicación de la convocatoria"),
        StartsAfter.Nothing => (LocalDate.MinIsoValue, string.Empty, string.Empty),
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Fault> StageOutside(ValidationFacts facts)
    {
        if (facts is not { Start: { } start, End: { } end } || end < start)
            yield break;
        foreach (var (index, stage) in facts.Application.Project.Stages.Index().Where(s => s.Item.Year < start.Year || s.Item.Year > end.Year))
        {
            yield return new(
                YearsArticle(facts.Call, facts.Programme), [Paths.Stage(index)],
                $"La fase «{Excerpt(stage.Name)}» és de {Number(stage.Year)} i el projecte va del {Day(start)} al {Day(end)}. Corregiu l'exercici de la fase o les dates.",
                $"La fase «{Excerpt(stage.Name)}» es de {Number(stage.Year)} y el proyecto va del {Day(start)} al {Day(end)}. Corrija el ejercicio de la fase o las fechas.",
                $"{Number(start.Year)}–{Number(end.Year)}", Number(stage.Year));
        }
    }

    private static IEnumerable<Fault> NoStages(ValidationFacts facts)
    {
        if (facts.Application.Project is { MultiYear: true, Stages.Count: 0 })
        {
            yield return new(
                facts.Programme.MultiYear!.Article, [Paths.Stages],
                "El formulari no indica les fases del projecte plurianual: la memòria tècnica ha d'especificar-les, amb l'exercici de cada una.",
                "El formulario no indica las fases del proyecto plurianual: la memoria técnica debe especificarlas, con el ejercicio de cada una.");
        }
    }
}
