using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions;

/// <summary>In which form a caller wants a document of the registry, by <c>Accept</c>.</summary>
internal static class AcceptedForm
{
    /// <summary>Whether data are wanted rather than the document.</summary>
    public static bool PrefersJson(HttpRequest request) => Weight(request, "application/json") > Weight(request, "application/pdf");

    /// <summary>Whether the document is wanted rather than data.</summary>
    public static bool PrefersPdf(HttpRequest request) => Weight(request, "application/pdf") > Weight(request, "application/json");

    private static double Weight(HttpRequest request, string type) => request.GetTypedHeaders().Accept
        .Where(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
}
