using System.Security.Cryptography;
using System.Text;
using IntakePipeline.Receipts;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Access;

/// <summary>
/// Whether something that changes things was asked for by a page of ours: the browser's own word for it (Origin, Sec-Fetch-Site), and a token that only
/// our pages know, because no other site can read the cookie it has to agree with.
/// </summary>
/// <param name="address">Our public address.</param>
public sealed class CrossSite(PublicAddress address)
{
    /// <summary>The cookie with the token.</summary>
    public const string Cookie = "intake-formulario";

    /// <summary>The form field with the token.</summary>
    public const string Field = "_formulario";

    /// <summary>The header with the token, for scripts.</summary>
    public const string Header = "X-Intake-Formulario";

    private const int TokenLength = 32;

    /// <summary>The token of this browser; a new one, and its cookie, when it has none.</summary>
    public static string TokenFor(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Cookies[Cookie] is { Length: TokenLength } known && known.All(char.IsAsciiHexDigitLower))
            return known;
        var token = RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);
        request.HttpContext.Response.Cookies.Append(Cookie, token, CookiesOf(request));
        return token;
    }

    /// <summary>How our cookies are set: out of scripts' reach, not sent along with other sites' forms.</summary>
    public static CookieOptions CookiesOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = "/", IsEssential = true };
    }

    /// <summary>Whether the request comes from a page of ours.</summary>
    /// <param name="request">The request.</param>
    /// <param name="token">The token it shows.</param>
    public bool Allows(HttpRequest request, string? token)
    {
        ArgumentNullException.ThrowIfNull(request);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site != "same-origin")
            return false;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}" && origin != address.Address.GetLeftPart(UriPartial.Authority))
            return false;
        return request.Cookies[Cookie] is { Length: TokenLength } expected && token is { Length: TokenLength }
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(token));
    }
}
