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
        ["descargar-requerimiento"] = Anyone,
        ["cerrar-estado"] = Anyone,
        ["elegir-preferencias"] = Anyone,
        ["servir-recurso"] = Anyone,
        ["pagina-verificar"] = Anyone,
        ["verificar-en-pagina"] = Anyone,
        ["verificar"] = Anyone,
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

    // Turned away is 401, 403 or the way to the sign-in; anything else was answered by what is behind the door.
    private static async Task<bool> LetsInAsync(Caller caller, Door door, bool key)
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
            request.Headers.Add(CrossSite.Header, caller.Token);
            request.Content = door.Name is "verificar-en-pagina" or "verificar" or "comprobar"
                ? new MultipartFormDataContent { { new StringContent(caller.Token), CrossSite.Field } }
                : new FormUrlEncodedContent([KeyValuePair.Create(CrossSite.Field, caller.Token)]);
        }

        if (key)
            request.Headers.Add("x-functions-key", RunningHost.Key);
        // A body that nobody read ends the connection: the next request has one of its own.
        request.Headers.ConnectionClose = true;
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            && !(answer.StatusCode == HttpStatusCode.SeeOther && door.Name is not "salir" && answer.Headers.Location!.ToString().StartsWith("/panel/entrar", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter { get; }
}
