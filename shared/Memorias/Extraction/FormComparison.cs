using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>Compares the form with what the memoria says. A difference is for a person to judge: it never refuses anything.</summary>
public static class FormComparison
{
    private const string Article = "R4 7.2.1";

    /// <summary>Readings below this are too weak to accuse anyone of a contradiction.</summary>
    private const double Sure = 0.7;

    private static readonly (string Name, string Path, LocalizedText Label)[] Compared =
    [
        ("titulo", Paths.Title, new("el títol", "el título")),
        ("solicitante", "solicitante.razonSocial", new("el sol·licitant", "el solicitante")),
        ("nif", Paths.TaxId, new("el NIF", "el NIF")),
        ("presupuesto", Paths.Budget, new("el pressupost", "el presupuesto")),
        ("inicio", Paths.Start, new("la data d'inici", "la fecha de inicio")),
        ("fin", Paths.End, new("la data de finalització", "la fecha de finalización")),
    ];

    /// <summary>Every field the form gives, compared: the named fields, then amounts, then phases.</summary>
    /// <param name="form">The form.</param>
    /// <param name="programme">Its programme, which gives concepts their names.</param>
    /// <param name="memoria">What the memoria says.</param>
    public static IReadOnlyList<FieldComparison> Compare(Application form, Programme programme, ExtractedFields memoria) =>
    [
        .. from field in Compared
           let expected = ValueOf(form, field.Name)
           where expected is not null
           let found = memoria[field.Name] is { Confidence: >= Sure } sure ? sure : null
           let agreement = found is null ? Agreement.NotFound : Same(field.Name, expected, found.Value) ? Agreement.Agrees : Agreement.Conflicts
           select new FieldComparison(field.Name, field.Path, field.Label, agreement, expected, found),
        .. CostComparison.Of(form.Project, programme, memoria.Costs, Sure),
        .. form.Project.Stages.Select((stage, i) => Phase(stage, Paths.Stage(i), memoria)),
    ];

    /// <summary>A finding for each conflict, with both values and the memoria's page.</summary>
    public static IReadOnlyList<Finding> Findings(IEnumerable<FieldComparison> comparisons) =>
    [
        .. from comparison in comparisons
           where comparison.Agreement == Agreement.Conflicts
           let found = comparison.InMemoria!
           let inForm = Written(comparison.Name, comparison.InForm)
           let inMemoria = Written(comparison.Name, found.Value)
           select new Finding("memoria-difiere-del-formulario", Severity.EligibilityDoubt, [comparison.Path], comparison.InForm, found.Value, Article, new(
               $"En la memòria {comparison.Label.Va} és «{inMemoria}»{Where(found.Page, "pàgina")}; en el formulari, «{inForm}». Val el formulari. Si és el que està equivocat, presenteu dins de termini la sol·licitud corregida: val l'última.",
               $"En la memoria {comparison.Label.Es} es «{inMemoria}»{Where(found.Page, "página")}; en el formulario, «{inForm}». Vale el formulario. Si es el que está equivocado, presente en plazo la solicitud corregida: vale la última.")),
    ];

    /// <summary>The form's stage is somewhere among the memoria's phases, or not found: memorias divide the work as they like, so it never conflicts.</summary>
    private static FieldComparison Phase(Stage stage, string path, ExtractedFields memoria)
    {
        var found = memoria.Fields.FirstOrDefault(field => field.Name == "fase" && Same("fase", stage.Name, field.Value));
        return new FieldComparison("fase", path, new("la fase", "la fase"), found is null ? Agreement.NotFound : Agreement.Agrees, stage.Name, found);
    }

    private static string Where(int page, string word) => page > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({word} {page})") : "";

    /// <summary>A value in normal form as people write it.</summary>
    /// <param name="name">The field, as in <see cref="FieldComparison.Name"/>.</param>
    /// <param name="value">The value in normal form.</param>
    public static string Written(string name, string value) => name switch
    {
        "presupuesto" => Figures.Euros(decimal.Parse(value, CultureInfo.InvariantCulture)),
        "inicio" or "fin" => Figures.Day(JsonText.ParseDate(value)),
        _ when name.StartsWith(FieldLabels.ConceptPrefix, StringComparison.Ordinal) => Figures.Euros(decimal.Parse(value, CultureInfo.InvariantCulture)),
        _ => value,
    };

    private static string? ValueOf(Application form, string name) => name switch
    {
        "titulo" => form.Project.Title,
        "solicitante" => form.Applicant.Name,
        "nif" => form.Applicant.TaxId.Value,
        "presupuesto" => form.Project.Budget is { } budget ? FieldValue.Write(budget) : null,
        "inicio" => form.Project.Start is { } start ? JsonText.Iso(start) : null,
        "fin" => form.Project.End is { } end ? JsonText.Iso(end) : null,
        _ => null,
    };

    /// <summary>Texts agree when one holds the other, spelling, points and spaces aside: memorias shorten titles and write «S.L.» for «SL».</summary>
    private static bool Same(string name, string form, string memoria)
    {
        if (name is not ("titulo" or "solicitante" or "fase"))
            return form == memoria;
        var (a, b) = (Bare(form), Bare(memoria));
        return a.Length > 0 && b.Length > 0 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));
    }

    private static string Bare(string text) => string.Concat(SpanishFormats.Fold(text).Where(char.IsLetterOrDigit));
}
