using System.Globalization;
using IntakePipeline.Submissions;
using NodaTime.Text;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>Brings a text into the normal form of its field; null when it cannot be the field's value.</summary>
internal static class FieldValue
{
    private const int MaxText = 300;

    public static string? Read(string field, string text)
    {
        text = text.Trim(' ', ':', '\u00A0', '.', ';', '–', '—', '-', '_');
        if (text.Length is 0 or > MaxText)
            return null;
        return field switch
        {
            "nif" => Words(text).Select(word => TaxId.TryParse(word, out var id) ? id.Value : null).FirstOrDefault(id => id is not null),
            "presupuesto" => LeadingAmount(text) is { } amount ? Write(amount) : null,
            "inicio" or "fin" => SpanishFormats.Date(text) is { } date ? LocalDatePattern.Iso.Format(date) : null,
            _ => text.Any(char.IsLetter) ? text : null,
        };
    }

    /// <summary>An amount in normal form: <c>120000.00</c>.</summary>
    public static string Write(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Whether the envelope has a field of this name that a memoria may state.</summary>
    public static bool IsField(string name) => name is "titulo" or "solicitante" or "nif" or "presupuesto" or "inicio" or "fin";

    /// <summary>Typed values prove themselves; a text is only believed where a colon or a table says that it is the value.</summary>
    public static bool ProvesItself(string field) => field is "nif" or "presupuesto" or "inicio" or "fin";

    private static IEnumerable<string> Words(string text) => text.Split([' ', ',', ';', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('.', ':'));

    /// <summary>The whole text, or what stands before «IVA excluido», «(sense IVA)» and the like.</summary>
    private static decimal? LeadingAmount(string text) =>
        SpanishFormats.Amount(text) ?? (text.IndexOf('€', StringComparison.Ordinal) is > 0 and var sign ? SpanishFormats.Amount(text[..sign]) : null)
        ?? SpanishFormats.Amount(text.Split(' ')[0]);
}
