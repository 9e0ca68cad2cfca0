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
/// <param name="Name">Field name, as in <see cref="ExtractedField"/>; amounts are <c>concepto:{id}:{year}</c>, without the year where the memoria names none.</param>
/// <param name="Path">JSON path of the form's field.</param>
/// <param name="Label">What it is called in a sentence, with its article.</param>
/// <param name="Agreement">How they stand.</param>
/// <param name="InForm">The form's value in normal form.</param>
/// <param name="InMemoria">The memoria's; null when not found.</param>
public sealed record FieldComparison(string Name, string Path, LocalizedText Label, Agreement Agreement, string InForm, ExtractedField? InMemoria);
