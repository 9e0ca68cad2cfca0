using System.Text.Json.Serialization;

namespace IntakePipeline;

/// <summary>The two official languages. Every text that reaches a person exists in both.</summary>
public enum Language
{
    /// <summary>Valencian (<c>va</c>; <c>ca</c> in HTTP headers).</summary>
    Valencian,

    /// <summary>Spanish (<c>es</c>).</summary>
    Spanish,
}

/// <summary>One text in both official languages.</summary>
/// <param name="Va">The text in Valencian.</param>
/// <param name="Es">The text in Spanish.</param>
public sealed record LocalizedText([property: JsonPropertyName("va")] string Va, [property: JsonPropertyName("es")] string Es)
{
    /// <summary>The text in <paramref name="language"/>.</summary>
    public string In(Language language) => language == Language.Valencian ? Va : Es;
}
