using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Submissions;

/// <summary>
/// Reads one JSON object of the envelope strictly: what is asked for must have the right form, what is not asked for must not be there. Every fault is
/// noted with its path, so that an applicant gets all of them at once.
/// </summary>
internal sealed class FormReader
{
    private static readonly LocalizedText AText = new("s'espera un text d'una línia", "se espera un texto de una línea");
    private static readonly LocalizedText ADate = new("s'espera una data aaaa-mm-dd", "se espera una fecha aaaa-mm-dd");
    private static readonly LocalizedText AnAmount = new(
        "s'espera un import en euros, no negatiu i amb dos decimals com a màxim", "se espera un importe en euros, no negativo y con dos decimales como máximo");

    private static readonly LocalizedText ANumber = new("s'espera un nombre enter", "se espera un número entero");
    private static readonly LocalizedText ABoolean = new("s'espera true o false", "se espera true o false");
    private static readonly LocalizedText AnObject = new("s'espera un objecte", "se espera un objeto");
    private static readonly LocalizedText AList = new("s'espera una llista", "se espera una lista");

    private const decimal LargestAmount = 1_000_000_000_000m;

    private readonly JsonElement element;
    private readonly string path;
    private readonly List<AdmissionFault> faults;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private FormReader(JsonElement element, string path, List<AdmissionFault> faults) => (this.element, this.path, this.faults) = (element, path, faults);

    /// <summary>A reader of the whole envelope; an empty one when it is no object.</summary>
    public static FormReader Root(JsonElement root, List<AdmissionFault> faults) => Of(root, "", faults);

    /// <summary>A mandatory text of 1 to <paramref name="max"/> characters; empty when it is missing or wrong.</summary>
    public string Text(string name, int max) => Find(name, mandatory: true) is { } value ? ReadText(value, name, max, mandatory: true) ?? "" : "";

    /// <summary>A text of at most <paramref name="max"/> characters; null when it is missing, null, empty or wrong.</summary>
    public string? OptionalText(string name, int max) => Find(name, mandatory: false) is { } value ? ReadText(value, name, max, mandatory: false) : null;

    /// <summary>A date; null when it is missing, null or wrong.</summary>
    public LocalDate? OptionalDate(string name) => Find(name, mandatory: false) is { } value ? ReadDate(value, name) : null;

    /// <summary>A mandatory date.</summary>
    public LocalDate Date(string name) => Find(name, mandatory: true) is { } value ? ReadDate(value, name) ?? default : default;

    /// <summary>An amount in euros; null when it is missing, null or wrong.</summary>
    public decimal? OptionalAmount(string name) => Find(name, mandatory: false) is { } value ? ReadAmount(value, name) : null;

    /// <summary>A mandatory amount in euros.</summary>
    public decimal Amount(string name) => Find(name, mandatory: true) is { } value ? ReadAmount(value, name) ?? 0 : 0;

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>; null when it is missing, null or wrong.</summary>
    public long? OptionalNumber(string name, long min, long max) => Find(name, mandatory: false) is { } value ? ReadNumber(value, name, min, max) : null;

    /// <summary>A mandatory whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public long Number(string name, long min, long max) => Find(name, mandatory: true) is { } value ? ReadNumber(value, name, min, max) ?? min : min;

    /// <summary>True or false; null when it is missing, null or wrong.</summary>
    public bool? OptionalBoolean(string name)
    {
        if (Find(name, mandatory: false) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Malformed(name, ABoolean);
        return null;
    }

    /// <summary>A mandatory object: an empty reader when it is missing or wrong.</summary>
    public FormReader Object(string name) => Find(name, mandatory: true) is { } value ? Of(value, Path(name), faults) : Empty(name);

    /// <summary>An object; null when it is missing or null.</summary>
    public FormReader? OptionalObject(string name) => Find(name, mandatory: false) is { } value ? Of(value, Path(name), faults) : null;

    /// <summary>The objects of a list of at most <paramref name="max"/>; empty when it is missing, null or wrong.</summary>
    public IReadOnlyList<T> List<T>(string name, int max, bool mandatory, Func<FormReader, T> read)
    {
        if (Find(name, mandatory) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > max)
        {
            Malformed(name, value.ValueKind != JsonValueKind.Array ? AList : new($"s'esperen {max} elements com a màxim", $"se esperan {max} elementos como máximo"));
            return [];
        }

        var items = new List<T>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            var reader = Of(item, string.Create(CultureInfo.InvariantCulture, $"{Path(name)}[{items.Count}]"), faults);
            items.Add(read(reader));
            reader.RefuseTheRest();
        }

        return items;
    }

    /// <summary>Notes each property nobody asked for.</summary>
    public void RefuseTheRest()
    {
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in element.EnumerateObject())
        {
            // A name can itself be hostile: it is shown only when it is plain.
            if (!asked.Contains(property.Name))
                faults.Add(AdmissionFaults.UnknownField(Path(property.Name.Length <= 60 && property.Name.All(char.IsAsciiLetterOrDigit) ? property.Name : "?")));
        }
    }

    /// <summary>Notes that the field <paramref name="name"/> is missing.</summary>
    public void Missing(string name) => faults.Add(AdmissionFaults.FieldMissing(Path(name)));

    /// <summary>Notes that the field <paramref name="name"/> has the wrong form.</summary>
    public void Malformed(string name, LocalizedText expected) => faults.Add(AdmissionFaults.FieldMalformed(Path(name), expected));

    /// <summary>Full path of the field <paramref name="name"/>.</summary>
    public string Path(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static FormReader Of(JsonElement value, string path, List<AdmissionFault> faults)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return new(value, path, faults);
        faults.Add(AdmissionFaults.FieldMalformed(path.Length == 0 ? FileName.Envelope.Value : path, AnObject));
        // What is inside a thing that is no object is not reported missing as well: one cause, one fault.
        return new(default, path, []);
    }

    private FormReader Empty(string name) => new(default, Path(name), []);

    private JsonElement? Find(string name, bool mandatory)
    {
        asked.Add(name);
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            return value;
        if (mandatory)
            Missing(name);
        return null;
    }

    private string? ReadText(JsonElement value, string name, int max, bool mandatory)
    {
        var text = value.ValueKind == JsonValueKind.String ? Decode(value) : null;
        if (text is null || text.Length > max || text.Any(char.IsControl))
        {
            Malformed(name, text?.Length > max ? new($"s'esperen {max} caràcters com a màxim", $"se esperan {max} caracteres como máximo") : AText);
            return null;
        }

        if (text.Length > 0)
            return text;
        if (mandatory)
            Missing(name);
        return null;
    }

    /// <summary>Trimmed and composed (NFC), or null when an escape names half a surrogate pair.</summary>
    private static string? Decode(JsonElement value)
    {
        try
        {
            return value.GetString()!.Normalize(NormalizationForm.FormC).Trim();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private LocalDate? ReadDate(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.String && Decode(value) is { Length: 10 } text && LocalDatePattern.Iso.Parse(text) is { Success: true } parsed
            && parsed.Value is { Year: >= 1800 and <= 2200 })
            return parsed.Value;
        Malformed(name, ADate);
        return null;
    }

    private decimal? ReadAmount(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && amount is >= 0 and <= LargestAmount
            && decimal.Round(amount, 2) == amount)
            return amount;
        Malformed(name, AnAmount);
        return null;
    }

    private long? ReadNumber(JsonElement value, string name, long min, long max)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max)
            return number;
        Malformed(name, ANumber);
        return null;
    }
}
