using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Pages;

/// <summary>What every answer to a browser says about how far it may be trusted.</summary>
internal static class SecureHeaders
{
    // Everything from here, nothing inline. Referrers stay inside: "no-referrer" would also blank the Origin of our own forms.
    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Writes them.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="keep">Whether it may be kept by caches; what names a person may not.</param>
    public static void Apply(HttpResponse response, bool keep = false)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (response.HttpContext.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (!keep)
            headers.CacheControl = "no-store";
    }
}
