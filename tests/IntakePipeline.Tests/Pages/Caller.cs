using System.Net;
using System.Text.RegularExpressions;
using IntakePipeline.Functions.Access;

namespace IntakePipeline.Tests.Pages;

/// <summary>A browser without a screen: keeps its cookies, follows no redirection by itself, sends forms with the page's token.</summary>
internal sealed partial class Caller : IDisposable
{
    private readonly HttpClient http;

    private Caller(Uri address, CookieContainer cookies)
    {
        Cookies = cookies;
        http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; }

    public Uri Address => http.BaseAddress!;

    public string CookieHeader => Cookies.GetCookieHeader(http.BaseAddress!);

    /// <summary>The form token of this browser.</summary>
    public string Token => Cookies.GetCookies(http.BaseAddress!)[CrossSite.Cookie]!.Value;

    public static Caller Anonymous(Uri address) => new(address, new CookieContainer());

    public static async Task<Caller> SignInAsync(Uri address, StaffRole role, string name)
    {
        var caller = Anonymous(address);
        using var page = await caller.GetAsync("/panel/entrar");
        using var entered = await caller.PostAsync("/panel/entrar", ("nombre", name), ("papel", role.ToString()));
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        return caller;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>Posts a form with this browser's token.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(path, [(CrossSite.Field, Token), .. fields]);

    /// <summary>Posts exactly these fields.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, (string Name, string Value)[] fields, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }

    /// <summary>Sends anything.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    /// <summary>The text of a page, entities as characters, without tags.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(Spaces.Replace(Tags.Replace(await response.Content.ReadAsStringAsync(), " "), " "));

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tags { get; }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces { get; }

    public void Dispose() => http.Dispose();
}
