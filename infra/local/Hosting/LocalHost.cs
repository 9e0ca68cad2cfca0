using Azure;
using IntakePipeline.Local.Hosting.Blobs;
using IntakePipeline.Local.Hosting.Http;
using IntakePipeline.Local.Hosting.Invocation;
using IntakePipeline.Local.Hosting.Queues;
using IntakePipeline.Local.Hosting.Storage;
using IntakePipeline.Local.Hosting.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting;

/// <summary>Runs functions in this process, beside their storage, with the documented trigger semantics of Azure Functions.</summary>
public sealed class LocalHost : IAsyncDisposable
{
    // What ignores its cancellation gets this much longer, then is left behind.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly LocalHostOptions options;
    private readonly WebApplication app;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource giveUp = new();
    private readonly Lock gate = new();
    private IReadOnlyList<IListener> listeners = [];
    private Task listening = Task.CompletedTask;
    private Task? stopped;

    private LocalHost(LocalHostOptions options) => (this.options, app) = (options, WebServer.Build(options));

    /// <summary>Where HTTP functions answer: scheme, host and port.</summary>
    public Uri Address => WebServer.AddressOf(app);

    /// <summary>The root of the functions' services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Finds the functions, makes what their triggers listen to, and listens.</summary>
    /// <exception cref="HostStartException">A setting or a function is wrong, the port is taken, or storage does not answer.</exception>
    public static async Task<LocalHost> StartAsync(LocalHostOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var host = new LocalHost(options);
        try
        {
            await host.BeginAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks at once at the queue or container of that name, instead of when its idle wait ends.</summary>
    public void Wake(string queueOrContainer)
    {
        foreach (var listener in listeners)
            listener.Wake(queueOrContainer);
    }

    /// <summary>Stops receiving, finishes what is in flight, then stops. What the drain time-out cuts off comes back in a later run.</summary>
    /// <param name="cancellationToken">Cuts off at once what is still in flight.</param>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (gate)
            return stopped ??= StopOnceAsync(cancellationToken);
    }

    /// <summary>Stops, if nobody has.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
        giveUp.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var functions = new FunctionFinder(new AppSettings(app.Configuration, options.StorageConnectionString)).Find(options.FunctionClasses);
        CheckServices(functions, app.Services.GetRequiredService<IServiceProviderIsService>());

        var loggers = app.Services.GetRequiredService<ILoggerFactory>();
        var runner = new FunctionRunner(app.Services.GetRequiredService<IServiceScopeFactory>(), loggers, giveUp.Token);
        var context = new ListenerContext(
            options.HostId, runner, options.Pace, new Precedence(options.Pace), options.Time, loggers.CreateLogger<LocalHost>(), giveUp.Token);
        foreach (var function in functions)
        {
            if (function.Trigger is HttpTrigger trigger)
                WebServer.Map(app, function, trigger, options, context);
        }

        listeners = ListenersOf(functions, context);
        await PrepareAsync(cancellationToken);
        await WebServer.StartAsync(app, cancellationToken);
        // Calls belong to what triggered them, not to the trace the host happened to be started in.
        using (ExecutionContext.SuppressFlow())
            listening = Task.WhenAll(listeners.Select(listener => Task.Run(() => listener.RunAsync(stopping.Token), CancellationToken.None)));
        context.Logger.LogInformation("{Count} functions ({Functions}), HTTP at {Address}", functions.Count, string.Join(", ", functions.Select(f => f.Name)), Address);
    }

    private List<IListener> ListenersOf(IReadOnlyList<LocalFunction> functions, ListenerContext context)
    {
        var storage = new HostStorage(options.StorageConnectionString, options.HostId);
        var found = new List<IListener>();
        foreach (var function in functions)
        {
            switch (function.Trigger)
            {
                case QueueTrigger queue:
                    found.Add(new QueueListener(function, queue, options.Settings.Queues, context));
                    break;
                case TimerTrigger timer:
                    found.Add(new TimerListener(function, timer, storage.Hosts, context));
                    break;
            }
        }

        var blobFunctions = functions.Where(f => f.Trigger is BlobTrigger).Select(f => new BlobFunction(f, (BlobTrigger)f.Trigger)).ToList();
        if (blobFunctions.Count > 0)
            found.Add(new BlobListener(blobFunctions, storage, options.Settings, context));
        return found;
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(listeners.Select(listener => listener.PrepareAsync(cancellationToken)));
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            throw new HostStartException($"Storage does not answer: {e.Message}", e);
        }
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        giveUp.CancelAfter(options.DrainTimeout);
        await using (cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), giveUp))
        {
            await Task.WhenAny(Task.WhenAll(app.StopAsync(CancellationToken.None), listening), LeftBehindAsync());
        }

        await app.DisposeAsync();
    }

    private async Task LeftBehindAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, giveUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(Grace);
    }

    private static void CheckServices(IReadOnlyList<LocalFunction> functions, IServiceProviderIsService services)
    {
        foreach (var function in functions)
        {
            if (function.CreateInstance is null || function.Method.DeclaringType!.GetConstructors() is not [var constructor])
                continue;
            if (constructor.GetParameters().FirstOrDefault(p => !p.HasDefaultValue && !services.IsService(p.ParameterType)) is { } missing)
                throw new HostStartException($"Function {function.Name}: its class asks for a {missing.ParameterType.Name} ({missing.Name}), which is no registered service.");
        }
    }
}
