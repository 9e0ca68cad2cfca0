using System.Net;
using IntakePipeline.Functions.Access;
using IntakePipeline.Registry;

namespace IntakePipeline.Tests.Faults;

/// <summary>A person of the department at the panel, who asks for a correction as soon as an application is in evaluation, and again when no answer came.</summary>
internal static class Officer
{
    private const int Looks = 600;

    /// <summary>Asks for it; null when the host died meanwhile.</summary>
    public static async Task<HttpStatusCode?> AskAsync(Uri address, ExpedienteNumber expediente, CancellationToken cancellationToken)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        try
        {
            (await http.GetAsync(new Uri("/panel/entrar", UriKind.Relative), cancellationToken)).Dispose();
            (await PostAsync("/panel/entrar", ("nombre", "núria@example.org"), ("papel", nameof(StaffRole.Act)))).Dispose();
            for (var look = 0; look < Looks; look++)
            {
                using var page = await http.GetAsync(new Uri($"/panel/expedientes/{expediente}", UriKind.Relative), cancellationToken);
                var html = await page.Content.ReadAsStringAsync(cancellationToken);
                if (html.Contains("/requerir\"", StringComparison.Ordinal) || html.Contains("-R1", StringComparison.Ordinal))
                    break;
                await Task.Delay(100, cancellationToken);
            }

            using var done = await PostAsync(
                $"/panel/expedientes/{expediente}/requerir", ("paso", "emitir"), ("ronda", "1"), ("defecto", "memoria-incompleta.1"),
                ("va.memoria-incompleta.1", "Falta l'annex."), ("es.memoria-incompleta.1", "Falta el anexo."), ("motivo", "annex"));
            return done.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }

        Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => http.PostAsync(
            new Uri(path, UriKind.Relative),
            new FormUrlEncodedContent([KeyValuePair.Create(CrossSite.Field, cookies.GetCookies(address)[CrossSite.Cookie]!.Value), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]),
            cancellationToken);
    }
}
