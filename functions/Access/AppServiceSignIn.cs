using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Access;

/// <summary>
/// Entra ID by way of App Service authentication, which verifies the token and hands on its claims in the header <c>X-MS-CLIENT-PRINCIPAL</c>. App Service
/// takes that header away from whatever callers send, but only while authentication is switched on: hence this is used only where the settings say so,
/// and only accounts of the tenant they name are let in.
/// </summary>
/// <param name="tenant">The organisation's tenant.</param>
public sealed class AppServiceSignIn(string tenant) : IStaffSignIn
{
    /// <summary>The setting that names the tenant; without it nobody can sign in.</summary>
    public const string TenantSetting = "Intake:StaffTenant";

    private const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const int MaxHeader = 32 * 1024;
    private const int MaxClaims = 500;

    private static readonly Dictionary<string, StaffRole> Roles = new(StringComparer.Ordinal)
    {
        ["panel.leer"] = StaffRole.Read,
        ["panel.tramitar"] = StaffRole.Act,
        ["panel.administrar"] = StaffRole.Admin,
    };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <inheritdoc/>
    public string SignOutAt => "/.auth/logout?post_logout_redirect_uri=%2Festado";

    /// <inheritdoc/>
    public string SignInAt(string path) => "/.auth/login/aad?post_login_redirect_uri=" + Uri.EscapeDataString(path);

    /// <inheritdoc/>
    public StaffMember? Find(HttpRequest request) =>
        tenant.Length > 0 && request.Headers[Header] is [{ Length: > 0 and <= MaxHeader } header] && Base64.IsValid(header) ? Read(Convert.FromBase64String(header)) : null;

    private StaffMember? Read(byte[] principal)
    {
        try
        {
            using var json = JsonDocument.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(principal), Strict);
            var root = json.RootElement;
            if (root.GetProperty("auth_typ").GetString() != "aad" || root.GetProperty("claims") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > MaxClaims)
                return null;
            var claims = list.EnumerateArray().Select(c => (Type: c.GetProperty("typ").GetString()!, Value: c.GetProperty("val").GetString()!)).ToLookup(c => c.Type, c => c.Value);
            if (!One(claims, "tid", "http://schemas.microsoft.com/identity/claims/tenantid").Equals(tenant, StringComparison.OrdinalIgnoreCase))
                return null;
            var name = One(claims, "preferred_username", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", "upn");
            if (name.Length is 0 or > 200 || name.Any(char.IsControl))
                return null;
            var roles = claims["roles"].Concat(claims["http://schemas.microsoft.com/ws/2008/06/identity/claims/role"]);
            return new StaffMember(name, roles.Select(r => Roles.GetValueOrDefault(r)).DefaultIfEmpty(StaffRole.None).Max());
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            // Not what App Service writes: nobody signed in.
            return null;
        }
    }

    // The claim under the first of its names that is there; a claim that is there twice names nobody.
    private static string One(ILookup<string, string> claims, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (claims.Contains(name))
                return claims[name].Count() == 1 ? claims[name].Single() : "";
        }

        return "";
    }
}
