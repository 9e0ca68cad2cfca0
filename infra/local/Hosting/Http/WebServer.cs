using System.Net;
using IntakePipeline.Local.Hosting.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Http;

/// <summary>The web application inside the host: the functions' services, and the HTTP functions on the loopback address.</summary>
internal static class WebServer
{
    // Requests cancelled at the end of the drain can still be told so.
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(2);

    /// <summary>Builds it, with nothing in it that the options did not ask for: no settings files, no environment, no handlers of Ctrl+C.</summary>
    public static WebApplication Build(LocalHostOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(WebServer).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection(options.Configuration.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.Services.AddRouting();
        builder.Services.AddMvcCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout + TimeToAnswer);
        // The framework logs whole addresses, keys and codes included. Settings may ask for them all the same.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        foreach (var (category, level) in options.Settings.LogLevels)
        {
            if (category.Equals("default", StringComparison.OrdinalIgnoreCase))
                builder.Logging.SetMinimumLevel(level);
            else
                builder.Logging.AddFilter(category, level);
        }

        options.ConfigureServices(builder.Services);
        return builder.Build();
    }

    /// <summary>Adds the endpoint of an HTTP function.</summary>
    public static void Map(WebApplication app, LocalFunction function, HttpTrigger trigger, LocalHostOptions options, ListenerContext context)
    {
        var endpoint = new FunctionEndpoint(
            function, trigger, new FunctionKey(options.FunctionKey), options.MaxRequestBytes, context.Runner, context.Precedence, context.Logger);
        var pattern = $"{options.Settings.Http.RoutePrefix}/{trigger.Route}".Trim('/');
        var route = trigger.Methods.Count == 0 ? app.Map(pattern, endpoint.AnswerAsync) : app.MapMethods(pattern, trigger.Methods, endpoint.AnswerAsync);
        route.WithDisplayName(function.Name);
    }

    /// <summary>Listens.</summary>
    /// <exception cref="HostStartException">The port is taken.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new HostStartException($"The port cannot be listened on: {e.Message}", e);
        }
    }

    /// <summary>Where it listens, with the port that was free.</summary>
    public static Uri AddressOf(WebApplication app) => new(app.Urls.First());

    /// <summary>Leaves Ctrl+C to the program around the host, which may run several.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
