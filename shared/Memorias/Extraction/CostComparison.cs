using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>The form's budget by concept and year beside the memoria's tables.</summary>
internal static class CostComparison
{
    /// <summary>Every amount of the form: year by year, or the concept as a whole where the memoria's table names no years.</summary>
    public static IEnumerable<FieldComparison> Of(Project form, Programme programme, IReadOnlyList<ExtractedCost> memoria, double sure)
    {
        var lines = form.Costs.Index().ToList();
        foreach (var concept in lines.GroupBy(line => line.Item.Concept, StringComparer.Ordinal))
        {
            var found = memoria.Where(cost => cost.Concept == concept.Key && cost.Confidence >= sure).ToList();
            var whole = found.Count > 0 && found.TrueForAll(cost => cost.Year is null);
            foreach (var amount in concept.GroupBy(line => whole ? null : (int?)line.Item.Year))
            {
                yield return Compare(
                    concept.Key, amount.Key, amount.Sum(line => line.Item.Amount), amount.Count() == 1 ? Paths.Cost(amount.First().Index) : Paths.Costs,
                    found.Find(cost => cost.Year == amount.Key), programme);
            }
        }
    }

    private static FieldComparison Compare(string concept, int? year, decimal inForm, string path, ExtractedCost? found, Programme programme)
    {
        var title = programme.FindConcept(concept)?.Title ?? new LocalizedText(concept, concept);
        var when = year is { } y ? string.Create(CultureInfo.InvariantCulture, $" ({y})") : "";
        var name = FieldLabels.ConceptPrefix + concept + (year is { } named ? string.Create(CultureInfo.InvariantCulture, $":{named}") : "");
        var agreement = found is null ? Agreement.NotFound : found.Amount == inForm ? Agreement.Agrees : Agreement.Conflicts;
        return new FieldComparison(
            name, path, new($"l'import de «{title.Va}»{when}", $"el importe de «{title.Es}»{when}"), agreement, FieldValue.Write(inForm),
            found is null ? null : new ExtractedField(name, FieldValue.Write(found.Amount), found.Page, found.Box, found.Confidence, found.Source));
    }
}
