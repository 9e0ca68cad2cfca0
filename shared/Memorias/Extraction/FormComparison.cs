using System.Globalization;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>How a value of the memoria stands to the form's.</summary>
public enum Agreement
{
    /// <summary>They say the same.</summary>
    Agrees,

    /// <summary>They differ.</summary>
    Conflicts,

    /// <summary>The memoria does not say, or could not be read.</summary>
    NotFound,
}

/// <summary>One field of the form beside what the memoria says.</summary>
/// <param name="Name">Field name, as in <see cref="ExtractedField"/>.</param>
/// <param name="Agreement">How they stand.</param>
/// <param name="InForm">The form's value in normal form.</param>
/// <param name="InMemoria">The memoria's; null when not found.</param>
public sealed record FieldComparison(string Name, Agreement Agreement, string InForm, ExtractedField? InMemoria);

/// <summary>Compares the form with what the memoria says. A difference is for a person to judge: it never refuses anything.</summary>
public static class FormComparison
{
    private const string Article = "R4 7.2.1";

    /// <summary>Readings below this are too weak to accuse anyone of a contradiction.</summary>
    private const double Sure = 0.7;

    private static readonly (string Name, string Path, LocalizedText Label)[] Compared =
    [
        ("titulo", "proyecto.titulo", new("el títol", "el título")),
        ("solicitante", "solicitante.razonSocial", new("el sol·licitant", "el solicitante")),
        ("nif", "solicitante.nif", new("el NIF", "el NIF")),
        ("presupuesto", "proyecto.presupuesto", new("el pressupost", "el presupuesto")),
        ("inicio", "proyecto.inicio", new("la data d'inici", "la fecha de inicio")),
        ("fin", "proyecto.fin", new("la data de finalització", "la fecha de finalización")),
    ];

    /// <summary>Every field the form gives, compared.</summary>
    public static IReadOnlyList<FieldComparison> Compare(Application form, ExtractedFields memoria) =>
    [
        .. from field in Compared
           let expected = ValueOf(form, field.Name)
           where expected is not null
           let found = memoria[field.Name] is { Confidence: >= Sure } sure ? sure : null
           select new FieldComparison(field.Name, found is null ? Agreement.NotFound : Same(field.Name, expected, found.Value) ? Agreement.Agrees : Agreement.Conflicts, expected, found),
    ];

    /// <summary>A finding for each conflict, with both values.</summary>
    public static IReadOnlyList<Finding> Findings(IReadOnlyList<FieldComparison> comparisons) =>
    [
        .. from comparison in comparisons
           where comparison.Agreement == Agreement.Conflicts
           let field = Array.Find(Compared, known => known.Name == comparison.Name)
           let found = comparison.InMemoria!
           select new Finding("memoria-difiere-del-formulario", Severity.EligibilityDoubt, [field.Path], comparison.InForm, found.Value, Article, new(
               $"En la memòria {field.Label.Va} és «{found.Value}»{Where(found.Page, "pàgina")}; en el formulari, «{comparison.InForm}». Val el formulari mentre no es corregisca.",
               $"En la memoria {field.Label.Es} es «{found.Value}»{Where(found.Page, "página")}; en el formulario, «{comparison.InForm}». Vale el formulario mientras no se corrija.")),
    ];

    private static string Where(int page, string word) => page > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({word} {page})") : "";

    private static string? ValueOf(Application form, string name) => name switch
    {
        "titulo" => form.Project.Title,
        "solicitante" => form.Applicant.Name,
        "nif" => form.Applicant.TaxId.Value,
        "presupuesto" => form.Project.Budget?.ToString("0.00", CultureInfo.InvariantCulture),
        "inicio" => Iso(form.Project.Start),
        "fin" => Iso(form.Project.End),
        _ => null,
    };

    private static string? Iso(LocalDate? date) => date is { } given ? LocalDatePattern.Iso.Format(given) : null;

    /// <summary>Texts agree when one holds the other, spelling, points and spaces aside: memorias shorten titles and write «S.L.» for «SL».</summary>
    private static bool Same(string name, string form, string memoria)
    {
        if (name is not ("titulo" or "solicitante"))
            return form == memoria;
        var (a, b) = (Bare(form), Bare(memoria));
        return a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal);
    }

    private static string Bare(string text) => string.Concat(SpanishFormats.Fold(text).Where(char.IsLetterOrDigit));
}
