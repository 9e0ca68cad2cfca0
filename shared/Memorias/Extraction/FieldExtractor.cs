using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>
/// Reads the fields of the application from a memoria: from the form in the PDF if it has one, else from the text beside or below known labels.
/// Nothing is guessed: a value of the wrong kind is no value.
/// </summary>
public static class FieldExtractor
{
    private const double InForm = 0.98;
    private const double DrawnInForm = 0.9;
    private const double AfterColon = 0.95;
    private const double Beside = 0.9;
    private const double Inline = 0.85;
    private const double Below = 0.75;

    /// <summary>Fields stand on the first pages or in tables later on; nobody looks further.</summary>
    private const int MaxPages = 100;

    /// <summary>Points between the left edges of a caption and its value.</summary>
    private const float CaptionShift = 6;

    /// <summary>Height of a caption by its value's, at most.</summary>
    private const float CaptionSize = 0.85f;

    /// <summary>Phases kept.</summary>
    private const int MaxPhases = 50;

    /// <summary>Reads what can be read.</summary>
    /// <param name="pages">The pages as inspected.</param>
    /// <param name="form">Fields of the PDF's own form.</param>
    /// <param name="labels">What the fields are called.</param>
    public static ExtractedFields Read(IReadOnlyList<PageFacts> pages, IReadOnlyList<PdfField> form, FieldLabels labels)
    {
        var found = form.Select(field => FromForm(field, labels)).OfType<ExtractedField>().ToList();
        var costs = new List<ExtractedCost>();
        foreach (var page in pages.Take(MaxPages))
        {
            var lines = TextLine.Of(page);
            for (var i = 0; i < lines.Count; i++)
                found.AddRange(FromLine(lines[i], i + 1 < lines.Count ? lines[i + 1] : null, labels));
            costs.AddRange(BudgetTable.Read(lines, labels));
        }

        var best = found.Where(field => field.Name != "fase").GroupBy(field => field.Name, StringComparer.Ordinal)
            .Select(readings => readings.MaxBy(reading => reading.Confidence)!);
        var phases = found.Where(field => field.Name == "fase").DistinctBy(field => field.Value, StringComparer.Ordinal).Take(MaxPhases);
        return new ExtractedFields([.. best, .. phases], [.. costs.DistinctBy(cost => (cost.Concept, cost.Year))]);
    }

    private static ExtractedField? FromForm(PdfField field, FieldLabels labels)
    {
        if (field.Kind is not (PdfFieldKind.Text or PdfFieldKind.Choice) || field.Value is null)
            return null;
        // Form fields have names like «titulo_proyecto» or «Proyecto.Título».
        var name = SpanishFormats.Fold(field.Name[(field.Name.LastIndexOf('.') + 1)..].Replace('_', ' ').Replace('-', ' '));
        return (labels.Find(name) ?? (FieldValue.IsField(name) ? name : null)) is { } known && !known.StartsWith(FieldLabels.ConceptPrefix, StringComparison.Ordinal)
            && FieldValue.Read(known, field.Value) is { } value
            ? new ExtractedField(known, value, 0, null, field.FromAppearance ? DrawnInForm : InForm, FieldSource.Form)
            : null;
    }

    private static IEnumerable<ExtractedField> FromLine(TextLine line, TextLine? below, FieldLabels labels)
    {
        for (var i = 0; i < line.Cells.Count; i++)
        {
            var cell = line.Cells[i];
            if (LabelOf(cell, labels) is not { } match || match.Field.StartsWith(FieldLabels.ConceptPrefix, StringComparison.Ordinal))
                continue;
            if (ValueOf(match.Field, match.Following, match.HasColon, cell, i + 1 < line.Cells.Count ? line.Cells[i + 1] : default(TextCell?), below, labels) is not var (value, at, confidence))
                continue;
            yield return new ExtractedField(match.Field, value, line.Page, at.Box, confidence * line.Trust, line.Source);
        }
    }

    /// <summary>The label a cell begins with, and what follows it.</summary>
    internal static (string Field, string Following, bool HasColon)? LabelOf(TextCell cell, FieldLabels labels)
    {
        // No label and value are longer; a paragraph is not searched.
        if (cell.Words.Count > 60)
            return null;
        // «1.», «a)», «•» before a label are not part of it.
        var start = 0;
        while (start < cell.Words.Count - 1 && cell.Words[start].Text is { Length: <= 3 } mark && !mark.Any(char.IsUpper) && (mark[^1] is '.' or ')' or '•' or '-' or '–'))
            start++;
        if (!labels.Begins(SpanishFormats.Fold(cell.Words[start].Text.TrimEnd(':'))))
            return null;
        for (var count = Math.Min(cell.Words.Count - start, 8); count > 0; count--)
        {
            var written = string.Join(' ', cell.Words.Skip(start).Take(count).Select(word => word.Text));
            var colon = written.EndsWith(':');
            if (labels.Find(SpanishFormats.Fold(written.TrimEnd(':', ' '))) is { } field)
                return (field, string.Join(' ', cell.Words.Skip(start + count).Select(word => word.Text)), colon);
        }

        return null;
    }

    private static (string Value, TextCell At, double Confidence)? ValueOf(string field, string rest, bool hasColon, TextCell cell, TextCell? beside, TextLine? below, FieldLabels labels)
    {
        if (field == "fase")
            return rest.Length > 3 && FieldValue.Read(field, rest) is { } phase ? (phase, cell, Inline) : null;
        if (rest.StartsWith(':'))
            (rest, hasColon) = (rest[1..], true);
        if (rest.Length > 0)
        {
            return (hasColon || FieldValue.ProvesItself(field)) && FieldValue.Read(field, rest) is { } after
                ? (after, cell, hasColon ? AfterColon : Inline)
                : null;
        }

        if (beside is { } right)
            return FieldValue.Read(field, right.Text) is { } next && LabelOf(right, labels) is null ? (next, right, Beside) : null;
        if (below is null || !(hasColon || FieldValue.ProvesItself(field) || IsCaption(cell, below)))
            return null;
        foreach (var under in below.Cells)
        {
            if (under.Left < cell.Right && under.Right > cell.Left)
                return LabelOf(under, labels) is null && FieldValue.Read(field, under.Text) is { } value ? (value, under, Below) : null;
        }

        return null;
    }

    /// <summary>Forms print what belongs into a box in small type, right above the value.</summary>
    private static bool IsCaption(TextCell label, TextLine below) => below.Cells.Any(value =>
        Math.Abs(value.Left - label.Left) < CaptionShift && label.Box.Bottom - label.Box.Top < (value.Box.Bottom - value.Box.Top) * CaptionSize);
}
