using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IntakePipeline.Functions.Access;

/// <summary>
/// The local host's sign-in: whoever sits at the machine says a name and a role. Only over the loopback address, asked for by its own name (so that no
/// other site's name can be pointed at it) and not handed on by a proxy. The cookie is signed with a key that this process keeps to itself.
/// </summary>
/// <param name="time">When the cookie runs out.</param>
public sealed class DevelopmentSignIn(TimeProvider time) : IStaffSignIn
{
    /// <summary>The cookie.</summary>
    public const string Cookie = "intake-personal";

    /// <summary>The page where one signs in.</summary>
    public const string Page = "/panel/entrar";

    private const int MaxName = 100;

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <inheritdoc/>
    public string SignOutAt => "/panel/salir";

    /// <inheritdoc/>
    public string SignInAt(string path) => Page + "?volver=" + Uri.EscapeDataString(path);

    /// <summary>Whether the request comes from this machine, and means it.</summary>
    public static bool IsLoopback(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.HttpContext.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && (request.Host.Host is "localhost" || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var asked) && IPAddress.IsLoopback(asked)))
            && !request.Headers.ContainsKey("X-Forwarded-For") && !request.Headers.ContainsKey("Forwarded");
    }

    /// <inheritdoc/>
    public StaffMember? Find(HttpRequest request)
    {
        if (!IsLoopback(request) || request.Cookies[Cookie]?.Split('.') is not [var payload, var mark])
            return null;
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(payload);
            if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, bytes), WebEncoders.Base64UrlDecode(mark)))
                return null;
            // Signed: it is as it was written.
            var parts = Encoding.UTF8.GetString(bytes).Split('\n');
            var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            return time.GetUtcNow() < until ? new StaffMember(parts[2], Enum.Parse<StaffRole>(parts[1])) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The cookie of a person; null when the name is none.</summary>
    public string? Issue(string name, StaffRole role)
    {
        ArgumentNullException.ThrowIfNull(name);
        name = name.Trim();
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl) || role is < StaffRole.None or > StaffRole.Admin)
            return null;
        var until = (time.GetUtcNow() + Lasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var payload = Encoding.UTF8.GetBytes($"{until}\n{role}\n{name}");
        return WebEncoders.Base64UrlEncode(payload) + "." + WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, payload));
    }
}
