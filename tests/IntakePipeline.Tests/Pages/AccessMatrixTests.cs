using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Intake;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Functions;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Tests.Pages;

/// <summary>Every route and every role. A new route without a line here fails, and so does one that lets in more or fewer than its line says.</summary>
public sealed partial class AccessMatrixTests(AzuriteFixture azurite)
{
    private const string Anyone = "anyone";
    private const string Registry = "registry";

    private static readonly Dictionary<string, string> Matrix = new(StringComparer.Ordinal)
    {
        ["presentar"] = Registry,
        ["consultar-presentacion"] = Registry,
        ["subsanar"] = Registry,
        ["panel-registrar-recepcion"] = Registry,
        ["panel-metricas"] = Registry,
        ["panel-listar-notificaciones"] = nameof(StaffRole.Read),
        ["panel-reintentar-notificacion"] = nameof(StaffRole.Act),
        ["panel-listar-correo"] = nameof(StaffRole.Read),
        ["panel-atender-correo"] = nameof(StaffRole.Act),
        ["consultar-resguardo"] = Anyone,
        ["salud-vivo"] = Anyone,
        ["salud-listo"] = Anyone,
        ["consultar-expediente"] = Anyone,
        ["consultar-requerimiento"] = Anyone,
        ["pagina-inicio"] = Anyone,
        ["pagina-estado"] = Anyone,
        ["abrir-estado"] = Anyone,
        ["pagina-estado-expediente"] = Anyone,
        ["descargar-resguardo"] = Anyone,
        ["descargar-otro-resguardo"] = Anyone,
        ["descargar-requerimiento"] = Anyone,
        ["cerrar-estado"] = Anyone,
        ["elegir-preferencias"] = Anyone,
        ["servir-recurso"] = Anyone,
        ["pagina-verificar"] = Anyone,
        ["verificar-en-pagina"] = Anyone,
        ["verificar"] = Anyone,
        ["descargar-resguardo-verificado"] = Anyone,
        ["consultar-sello"] = Anyone,
        ["consultar-sello-de-tiempo"] = Anyone,
        ["consultar-libro"] = Anyone,
        ["consultar-certificado"] = Anyone,
        ["pagina-comprobar"] = Anyone,
        ["comprobar"] = Anyone,
        ["pagina-entrar"] = Anyone,
        ["entrar"] = Anyone,
        ["salir"] = Anyone,
        ["listar-averias"] = nameof(StaffRole.Read),
        ["reintentar-cola"] = nameof(StaffRole.Admin),
        ["panel-consultar-cola"] = nameof(StaffRole.Read),
        ["panel-consultar-requerimiento"] = nameof(StaffRole.Read),
        ["pagina-hoy"] = nameof(StaffRole.Read),
        ["panel-vivo"] = nameof(StaffRole.Read),
        ["pagina-colas"] = nameof(StaffRole.Read),
        ["pagina-cola"] = nameof(StaffRole.Read),
        ["pagina-buscar"] = nameof(StaffRole.Read),
        ["exportar-expedientes"] = nameof(StaffRole.Read),
        ["exportar-expedientes-excel"] = nameof(StaffRole.Read),
        ["pagina-expediente"] = nameof(StaffRole.Read),
        ["descargar-original"] = nameof(StaffRole.Read),
        ["descargar-documento"] = nameof(StaffRole.Read),
        ["pagina-averias"] = nameof(StaffRole.Read),
        ["panel-trasladar-expediente"] = nameof(StaffRole.Act),
        ["panel-decidir-requerimiento"] = nameof(StaffRole.Act),
        ["repartir"] = nameof(StaffRole.Act),
        ["panel-requerir"] = nameof(StaffRole.Act),
        ["descargar-aviso"] = nameof(StaffRole.Read),
        ["pagina-requerir"] = nameof(StaffRole.Act),
        ["requerir"] = nameof(StaffRole.Act),
        ["reinspeccionar"] = nameof(StaffRole.Act),
        ["reenviar-aviso"] = nameof(StaffRole.Act),
        ["retirar-nota"] = nameof(StaffRole.Act),
        ["anotar"] = nameof(StaffRole.Act),
        ["trasladar"] = nameof(StaffRole.Act),
        ["anotar-recepcion"] = nameof(StaffRole.Act),
        ["decidir"] = nameof(StaffRole.Act),
        ["reintentar-tramite"] = nameof(StaffRole.Act),
        ["reintentar-averia"] = nameof(StaffRole.Act),
        ["reintentar-averias"] = nameof(StaffRole.Admin),
    };

    private static readonly string[] Roots = ["api/", "panel", "estado", "verificar", "comprobar", "preferencias", "recursos/", "{raiz"];

    private sealed record Door(string Name, string Method, string Route);

    private static List<Door> Doors =>
    [
        .. from type in typeof(Presentaciones).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
           where trigger is not null
           from verb in trigger.Methods ?? ["get", "post", "put", "delete"]
           select new Door(function.Name, verb.ToUpperInvariant(), trigger.Route ?? function.Name),
    ];

    [Fact]
    public void Every_route_has_a_line_and_every_line_a_route()
    {
        Assert.Equal(Matrix.Keys.Order(StringComparer.Ordinal), Doors.Select(d => d.Name).Distinct().Order(StringComparer.Ordinal));
        // The prefix of host.json is empty, for pages stand beside the API: routes say their own.
        Assert.All(Doors, d => Assert.Contains(Roots, root => d.Route.StartsWith(root, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_route_lets_in_whom_it_should_and_nobody_else()
    {
        await using var office = await Office.OpenAsync(azurite);
        var people = new Dictionary<StaffRole, Caller> { [StaffRole.None] = await office.SignInAsync(StaffRole.None) };
        foreach (var role in new[] { StaffRole.Read, StaffRole.Act, StaffRole.Admin })
            people[role] = await office.SignInAsync(role);
        using var stranger = Caller.Anonymous(office.Address);
        (await stranger.GetAsync("/estado")).Dispose();

        var wrong = new List<string>();
        foreach (var door in Doors)
        {
            var needed = Matrix[door.Name];
            await CheckAsync("nobody", stranger, key: false, needed == Anyone);
            await CheckAsync("the registry", stranger, key: true, needed is Anyone or Registry);
            foreach (var (role, caller) in people)
                await CheckAsync("role " + role, caller, key: false, needed == Anyone || (Enum.TryParse<StaffRole>(needed, out var least) && role >= least));

            async Task CheckAsync(string who, Caller caller, bool key, bool expected)
            {
                var let = await LetsInAsync(caller, door, key);
                if (let != expected)
                    wrong.Add($"{door.Method} {door.Route}: {who} {(let ? "gets in" : "is turned away")}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task No_action_is_done_that_no_page_of_ours_asked_for()
    {
        await using var office = await Office.OpenAsync(azurite);
        using var staff = await office.SignInAsync(StaffRole.Admin);
        var done = new List<string>();
        // The registry shows a key that no browser has, and a check of a file changes nothing.
        foreach (var door in Doors.Where(d => d.Method != "GET" && Matrix[d.Name] != Registry && d.Name != "verificar"))
        {
            await RefusedAsync("without a token", token: null);
            await RefusedAsync("with another's token", new string('0', staff.Token.Length));
            await RefusedAsync("from another site", staff.Token, ("Origin", "https://dolent.example"));
            await RefusedAsync("from a sandboxed page", staff.Token, ("Origin", "null"));
            await RefusedAsync("by another site's link", staff.Token, ("Sec-Fetch-Site", "cross-site"));
            await RefusedAsync("by a site beside ours", staff.Token, ("Sec-Fetch-Site", "same-site"));

            async Task RefusedAsync(string how, string? token, params (string Name, string Value)[] headers)
            {
                using var answer = await AskAsync(staff, door, key: false, token, headers);
                if (answer.StatusCode != HttpStatusCode.Forbidden)
                    done.Add($"{door.Method} {door.Route} {how}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(done);
    }

    [Fact]
    public async Task Every_answer_to_a_browser_says_how_far_it_may_be_trusted_and_is_kept_by_nobody()
    {
        await using var office = await Office.OpenAsync(azurite);
        using var staff = await office.SignInAsync(StaffRole.Admin);
        var loose = new List<string>();
        // What names nobody (assets, health, the day's digests, the seal's certificate), and what only programs with a key ask for, is left out.
        string[] impersonal = ["servir-recurso", "salud-vivo", "salud-listo", "consultar-libro", "consultar-certificado", "pagina-inicio", "panel-vivo"];
        foreach (var door in Doors.Where(d => d.Method == "GET" && Matrix[d.Name] != Registry && !impersonal.Contains(d.Name)))
        {
            using var answer = await AskAsync(staff, door, key: false, staff.Token);
            if (answer.StatusCode == HttpStatusCode.SeeOther)
                continue;
            string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
            if (!Header("Content-Security-Policy").Contains("default-src 'none'", StringComparison.Ordinal) || Header("X-Content-Type-Options") != "nosniff"
                || Header("X-Frame-Options") != "DENY" || answer.Headers.CacheControl?.NoStore != true)
                loose.Add($"{door.Route}: {(int)answer.StatusCode}");
        }

        Assert.Empty(loose);
    }

    // Turned away is 401, 403 or the way to the sign-in; anything else was answered by what is behind the door.
    private static async Task<bool> LetsInAsync(Caller caller, Door door, bool key)
    {
        using var answer = await AskAsync(caller, door, key, caller.Token);
        return answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            && !(answer.StatusCode == HttpStatusCode.SeeOther && door.Name is not "salir" && answer.Headers.Location!.ToString().StartsWith("/panel/entrar", StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> AskAsync(Caller caller, Door door, bool key, string? token, params (string Name, string Value)[] headers)
    {
        var path = "/" + Parameter.Replace(door.Route, match => match.Groups["name"].Value switch
        {
            "programa" => "EBT",
            "anyo" => "2012",
            "numero" => "1",
            "ronda" => "1",
            "departamento" => "servicios-tecnologicos",
            "raiz" => "",
            _ => "x",
        });
        // What ends a session is asked without one's own cookie being taken away from the others: each answer's cookies are thrown away.
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), new Uri(caller.Address, path));
        request.Headers.Add("Cookie", caller.CookieHeader);
        if (door.Method == "POST")
        {
            if (token is not null)
                request.Headers.Add(CrossSite.Header, token);
            request.Content = door.Name is "verificar-en-pagina" or "verificar" or "comprobar"
                ? new MultipartFormDataContent { { new StringContent(token ?? ""), CrossSite.Field } }
                : new FormUrlEncodedContent(token is null ? [] : [KeyValuePair.Create(CrossSite.Field, token)]);
        }

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        if (key)
            request.Headers.Add("x-functions-key", RunningHost.Key);
        // A body that nobody read ends the connection: the next request has one of its own.
        request.Headers.ConnectionClose = true;
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter { get; }
}
