using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Pages;

/// <summary>Light or dark, as the person chose.</summary>
internal static class Theme
{
    /// <summary>The cookie that remembers it.</summary>
    public const string Cookie = "intake-tema";

    /// <summary>What the system says.</summary>
    public const string Auto = "auto";

    /// <summary>Light.</summary>
    public const string Light = "claro";

    /// <summary>Dark.</summary>
    public const string Dark = "oscuro";

    /// <summary>The theme of a request.</summary>
    public static string Of(HttpRequest request) => Parse(request.Cookies[Cookie]) ?? Auto;

    /// <summary>Reads a code.</summary>
    public static string? Parse(string? code) => code is Auto or Light or Dark ? code : null;
}
