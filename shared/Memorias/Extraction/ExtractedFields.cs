namespace IntakePipeline.Memorias.Extraction;

/// <summary>Where a value was read.</summary>
public enum FieldSource
{
    /// <summary>A field of the PDF's form.</summary>
    Form,

    /// <summary>Text beside or below a label.</summary>
    Text,

    /// <summary>The same, in a layer that character recognition put there.</summary>
    RecognisedText,

    /// <summary>The same, on a scan without such a layer: recognised here.</summary>
    Ocr,
}

/// <summary>A value read from the memoria.</summary>
/// <param name="Name">As in the envelope: <c>titulo</c>, <c>solicitante</c>, <c>nif</c>, <c>presupuesto</c>, <c>inicio</c>, <c>fin</c>, or <c>fase</c>.</param>
/// <param name="Value">In normal form: amounts <c>120000.00</c>, dates <c>2012-07-15</c>, NIFs without separators, texts as written.</param>
/// <param name="Page">From 1; 0 for a field of the form, which may stand anywhere.</param>
/// <param name="Box">Where it stands on the page; null for a field of the form.</param>
/// <param name="Confidence">0 to 1: how sure it is that this is the field's value.</param>
/// <param name="Source">Where it was read.</param>
public sealed record ExtractedField(string Name, string Value, int Page, TextBox? Box, double Confidence, FieldSource Source);

/// <summary>An amount of the budget read from a table of the memoria.</summary>
/// <param name="Concept">Concept id of the call's data.</param>
/// <param name="Year">Budget year; null when the table names none.</param>
/// <param name="Amount">Euros.</param>
/// <param name="Page">From 1.</param>
/// <param name="Box">Where it stands on the page; null in reports that were kept before that was noted.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Source">Where it was read.</param>
public sealed record ExtractedCost(string Concept, int? Year, decimal Amount, int Page, TextBox? Box, double Confidence, FieldSource Source);

/// <summary>What could be read from a memoria to compare with the form.</summary>
/// <param name="Fields">The best reading of each field, and every phase.</param>
/// <param name="Costs">Amounts by concept and year.</param>
public sealed record ExtractedFields(IReadOnlyList<ExtractedField> Fields, IReadOnlyList<ExtractedCost> Costs)
{
    /// <summary>Nothing.</summary>
    public static ExtractedFields None { get; } = new([], []);

    /// <summary>The reading of a field; null when it was not found.</summary>
    public ExtractedField? this[string name] => Fields.FirstOrDefault(field => field.Name == name);
}

/// <summary>A place on a page: points from its upper left corner as displayed.</summary>
public readonly record struct TextBox(float Left, float Top, float Right, float Bottom);
