using System.Globalization;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>Reads budgets by concept and year: a row begins with a concept, a column stands under a year.</summary>
internal static class BudgetTable
{
    private const double UnderYear = 0.9;
    private const double WithoutYear = 0.75;

    public static IEnumerable<ExtractedCost> Read(IReadOnlyList<TextLine> lines, FieldLabels labels)
    {
        var years = new List<(int Year, TextCell At)>();
        foreach (var line in lines)
        {
            if (YearsOf(line) is { Count: > 0 } header)
            {
                years = header;
                continue;
            }

            if (line.Cells.Count == 0 || FieldExtractor.LabelOf(line.Cells[0], labels) is not { } label
                || !label.Field.StartsWith(FieldLabels.ConceptPrefix, StringComparison.Ordinal))
                continue;
            var concept = label.Field[FieldLabels.ConceptPrefix.Length..];
            if (line.Cells.Count == 1 && SpanishFormats.Amount(label.Following.Trim(' ', ':')) is { } only)
                yield return new ExtractedCost(concept, null, only, line.Page, line.Cells[0].Box, WithoutYear * line.Trust, line.Source);
            foreach (var cell in line.Cells.Skip(1))
            {
                if (SpanishFormats.Amount(cell.Text) is not { } amount)
                    continue;
                var year = Above(cell, years);
                // In a table with years a column without one is the row's total.
                if (year is not null || years.Count == 0)
                    yield return new ExtractedCost(concept, year, amount, line.Page, cell.Box, (year is null ? WithoutYear : UnderYear) * line.Trust, line.Source);
            }
        }
    }

    private static List<(int Year, TextCell At)> YearsOf(TextLine line)
    {
        var years = new List<(int, TextCell)>();
        foreach (var cell in line.Cells)
        {
            // Looked at before anything is built: most lines of a memoria are running text.
            if (cell.Words.Count > 3)
                continue;
            var text = SpanishFormats.Fold(cell.Text);
            // «2012», «Año 2012», «Anualidad 2012», «Exercici 2012», «2012 (€)».
            var word = text.Split([' ', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(part => part.Length == 4 && part.All(char.IsAsciiDigit));
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100)
                years.Add((year, cell));
        }

        // A line with one year in running text is no header; one with a concept column or several years is.
        return years.Count >= 2 || (years.Count == 1 && line.Cells.Count >= 2) ? years : [];
    }

    /// <summary>The year whose column overlaps the cell, or is nearest to its right edge, where amounts are aligned.</summary>
    private static int? Above(TextCell cell, List<(int Year, TextCell At)> years)
    {
        foreach (var (year, at) in years)
        {
            if (at.Left < cell.Right && at.Right > cell.Left)
                return year;
        }

        foreach (var (year, at) in years)
        {
            if (Math.Abs(at.Right - cell.Right) < 30)
                return year;
        }

        return null;
    }
}
