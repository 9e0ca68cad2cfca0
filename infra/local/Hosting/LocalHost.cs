namespace IntakePipeline.Local.Hosting;

/// <summary>Runs functions in this process, beside their storage, with the documented trigger semantics of Azure Functions.</summary>
public sealed class LocalHost : IAsyncDisposable
{
#pragma warning disable IDE0051 // The shape comes first; StartAsync will use it.
    private LocalHost(Uri address, IServiceProvider services) => (Address, Services) = (address, services);

    /// <summary>Where HTTP functions answer: scheme, host and port.</summary>
    public Uri Address { get; }

    /// <summary>The root of the functions' services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Finds the functions, makes what their triggers listen to, and listens.</summary>
    /// <exception cref="HostStartException">A setting or a function is wrong, the port is taken, or storage does not answer.</exception>
    public static Task<LocalHost> StartAsync(LocalHostOptions options, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Not built yet.");

    /// <summary>Looks at once at the queue or container of that name, instead of when its idle wait ends.</summary>
    public void Wake(string queueOrContainer) => throw new NotSupportedException("Not built yet.");

    /// <summary>Stops receiving, finishes what is in flight, then stops. What the drain time-out cuts off comes back in a later run.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException("Not built yet.");

    /// <summary>Stops, if nobody has.</summary>
    public ValueTask DisposeAsync() => throw new NotSupportedException("Not built yet.");
}
