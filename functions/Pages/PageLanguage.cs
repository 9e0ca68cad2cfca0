using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Pages;

/// <summary>The languages of the pages. What the pipeline itself says is official and exists in the first two.</summary>
public enum PageLanguage
{
    /// <summary>Valencian.</summary>
    Valencian,

    /// <summary>Spanish.</summary>
    Spanish,

    /// <summary>English.</summary>
    English,
}

/// <summary>How a person's language is known and remembered.</summary>
public static class PageLanguages
{
    /// <summary>The cookie that remembers it.</summary>
    public const string Cookie = "intake-idioma";

    /// <summary>All of them, with the code that cookies and forms use, and the name each gives itself.</summary>
    public static IReadOnlyList<(PageLanguage Language, string Code, string Name)> All { get; } =
        [(PageLanguage.Valencian, "va", "Valencià"), (PageLanguage.Spanish, "es", "Castellano"), (PageLanguage.English, "en", "English")];

    /// <summary>What the person chose; else the first that the browser asks for; else Valencian.</summary>
    public static PageLanguage Of(HttpRequest request) => Parse(request.Cookies[Cookie]) ?? Accepted(request) ?? PageLanguage.Valencian;

    /// <summary>Reads a code.</summary>
    public static PageLanguage? Parse(string? code) => code switch
    {
        "va" => PageLanguage.Valencian,
        "es" => PageLanguage.Spanish,
        "en" => PageLanguage.English,
        _ => null,
    };

    /// <summary>The tag for <c>lang</c>.</summary>
    public static string Tag(this PageLanguage language) => language switch
    {
        PageLanguage.Valencian => "ca-valencia",
        PageLanguage.Spanish => "es",
        _ => "en",
    };

    /// <summary>The official language that is shown where there is no English text.</summary>
    public static Language Official(this PageLanguage language) => language == PageLanguage.Valencian ? Language.Valencian : Language.Spanish;

    private static PageLanguage? Accepted(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage.Take(20)
        .OrderByDescending(l => l.Quality ?? 1)
        .Select(l => l.Value.ToString().ToLowerInvariant().Split('-')[0] switch
        {
            "va" or "ca" => PageLanguage.Valencian,
            "es" => PageLanguage.Spanish,
            "en" => PageLanguage.English,
            _ => (PageLanguage?)null,
        })
        .FirstOrDefault(l => l is not null);
}
