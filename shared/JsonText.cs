using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntakePipeline.Submissions;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline;

/// <summary>
/// How this house writes JSON it keeps: UTF-8, fixed property order, no spaces, letters as letters (no escapes for accents). Same value, same bytes:
/// hashes and "identical on every fetch" rest on it.
/// </summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false };

    /// <summary>Runs <paramref name="write"/> and returns the bytes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a text in both languages as <c>{"va":…,"es":…}</c>.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, LocalizedText text)
    {
        json.WriteStartObject(name);
        json.WriteString("va", text.Va);
        json.WriteString("es", text.Es);
        json.WriteEndObject();
    }

    /// <summary>Writes a string or null.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteString(name, value);
    }

    /// <summary>Reads a text in both languages.</summary>
    public static LocalizedText GetText(this JsonElement element, string name) =>
        new(element.GetProperty(name).GetProperty("va").GetString()!, element.GetProperty(name).GetProperty("es").GetString()!);

    /// <summary>Reads a string or null.</summary>
    public static string? GetOptional(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>UTC, ISO 8601, as many decimals as there are: <c>2012-06-20T07:00:00Z</c>.</summary>
    public static string Iso(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary><c>2012-06-20</c>.</summary>
    public static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>Reads what <see cref="Iso(Instant)"/> wrote.</summary>
    public static Instant ParseInstant(string text) => InstantPattern.ExtendedIso.Parse(text).GetValueOrThrow();

    /// <summary>Reads what <see cref="Iso(LocalDate)"/> wrote.</summary>
    public static LocalDate ParseDate(string text) => LocalDatePattern.Iso.Parse(text).GetValueOrThrow();

    /// <summary><c>va</c> or <c>es</c>.</summary>
    public static string Code(Language language) => language == Language.Valencian ? "va" : "es";

    /// <summary>Reads what <see cref="Code"/> wrote.</summary>
    public static Language ParseLanguage(string? code) => code == "es" ? Language.Spanish : Language.Valencian;

    /// <summary>Reads a digest this house wrote.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Sha256Digest ParseDigest(string? hex) => Sha256Digest.TryParse(hex, out var digest) ? digest : throw new FormatException("Not a SHA-256 digest.");
}
