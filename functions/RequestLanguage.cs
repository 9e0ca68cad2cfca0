using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions;

/// <summary>The language a caller asks for.</summary>
internal static class RequestLanguage
{
    /// <summary>The first of Valencian (<c>va</c>, <c>ca</c>) and Spanish (<c>es</c>) by weight in <c>Accept-Language</c>; null when it names neither.</summary>
    public static Language? Of(HttpRequest request)
    {
        var asked = request.GetTypedHeaders().AcceptLanguage;
        foreach (var language in asked.Take(20).OrderByDescending(l => l.Quality ?? 1))
        {
            var tag = language.Value.ToString();
            if (tag.StartsWith("va", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("ca", StringComparison.OrdinalIgnoreCase))
                return Language.Valencian;
            if (tag.StartsWith("es", StringComparison.OrdinalIgnoreCase))
                return Language.Spanish;
        }

        return null;
    }
}
