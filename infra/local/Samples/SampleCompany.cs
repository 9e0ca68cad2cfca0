using System.Globalization;
using System.Text;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Local.Samples;

/// <summary>An invented company with one project to be funded.</summary>
/// <param name="Number">Its place among the invented companies, from 0: its NIF and its figures follow from it.</param>
/// <param name="Letter">First letter of its NIF.</param>
/// <param name="Name">Registered name.</param>
/// <param name="Form">Legal form.</param>
/// <param name="Municipality">Where it is.</param>
/// <param name="Province">INE province code.</param>
/// <param name="Language">The language it writes in.</param>
/// <param name="Project">Title of its project.</param>
public sealed record SampleCompany(int Number, char Letter, string Name, string Form, string Municipality, string Province, Language Language, string Project)
{
    private static readonly string[] Representatives =
    [
        "Amparo Ferrer Llopis", "Vicent Soler i Martí", "Rosa Peñarroja Gil", "Joan Baptista Pellicer", "Inés Muñoz Cebrián", "Empar Ribes i Català",
        "Andrés Gómez-Ullate Sanz", "Núria Esteve i Vidal", "Begoña Yáñez Carbonell", "Lluís Sanchis i Bolufer",
    ];

    /// <summary>Its NIF.</summary>
    public TaxId TaxId => SampleTaxIds.Company(Letter, 10_000 + (Number * 37));

    /// <summary>A small, young company of the Comunitat Valenciana: within what both programmes ask for.</summary>
    public Applicant Applicant => new(
        TaxId, Name, Form, Municipality, Province, new LocalDate(2008, 1, 15).PlusDays(Number * 23), 3 + (Number % 15), 180_000m + (Number * 7_350m),
        150_000m + (Number * 5_210m), $"administracio@{Slug}.example", string.Create(CultureInfo.InvariantCulture, $"+34 96 000 {Number:D2} {99 - Number:D2}"), null);

    /// <summary>Who signs for it.</summary>
    public Representative Representative => new(SampleTaxIds.Person(Number * 11).Value, Representatives[Number % Representatives.Length]);

    private string Slug => new([.. Name.Split(',')[0].Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
