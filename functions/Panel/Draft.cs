using System.Globalization;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Validation;

namespace IntakePipeline.Functions.Panel;

/// <summary>A defect chosen for a request, with its text as it stands in the form.</summary>
/// <param name="Key">Its name in the form, see <see cref="Draft.Keyed"/>.</param>
/// <param name="Choice">What was chosen.</param>
/// <param name="Text">As written, unchecked.</param>
internal sealed record Chosen(string Key, Finding Choice, LocalizedText Text);

/// <summary>A request on its way from page to page; it is nowhere else.</summary>
/// <param name="Expediente">The expediente.</param>
/// <param name="Round">The round that was next when the person began.</param>
/// <param name="Choices">What can be asked for.</param>
/// <param name="Chosen">What is asked for.</param>
/// <param name="Why">Why, as written.</param>
/// <param name="Errors">What is wrong with it.</param>
internal sealed record Draft(
    Expediente Expediente, int Round, IReadOnlyList<Finding> Choices, IReadOnlyList<Chosen> Chosen, string Why, IReadOnlyList<FieldError> Errors)
{
    /// <summary>The field of the choices.</summary>
    public const string ChoiceField = "defecto";

    /// <summary>What is asked for, once nothing is wrong with it.</summary>
    public IReadOnlyList<AskedDefect> Asked =>
        [.. Chosen.Select(c => new AskedDefect(c.Choice.Code, Which(c.Key), new LocalizedText(AskedDefect.Plain(c.Text.Va) ?? "", AskedDefect.Plain(c.Text.Es) ?? "")))];

    /// <summary>Choices with their names in the form: <c>{code}.{which of that code}</c>.</summary>
    public static IEnumerable<(string Key, Finding Choice)> Keyed(IEnumerable<Finding> choices)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var choice in choices)
        {
            seen[choice.Code] = seen.GetValueOrDefault(choice.Code) + 1;
            yield return (string.Create(CultureInfo.InvariantCulture, $"{choice.Code}.{seen[choice.Code]}"), choice);
        }
    }

    private static int Which(string key) => int.Parse(key[(key.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture);
}
