using System.Reflection;
using IntakePipeline.Local.Hosting.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Local.Hosting;

/// <summary>What a <see cref="LocalHost"/> runs, on which storage, and how.</summary>
public sealed record LocalHostOptions
{
    /// <summary>Classes whose methods with <see cref="FunctionAttribute"/> are run; see <see cref="FunctionClassesOf"/>.</summary>
    public required IReadOnlyList<Type> FunctionClasses { get; init; }

    /// <summary>The host's own storage, and that of every trigger that names no other connection.</summary>
    public required string StorageConnectionString { get; init; }

    /// <summary>The parsed <c>host.json</c>.</summary>
    public required HostSettings Settings { get; init; }

    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Name under which hosts that share a storage share the work: lower-case letters, digits and hyphens, at most 32.</summary>
    public string HostId { get; init; } = "local";

    /// <summary>The key asked of callers of HTTP functions that are not anonymous.</summary>
    public required string FunctionKey { get; init; }

    /// <summary>Adds the services that functions ask for, and the logging.</summary>
    public Action<IServiceCollection> ConfigureServices { get; init; } = static _ => { };

    /// <summary>App settings: values of <c>%setting%</c>, connections by name, and what <c>IConfiguration</c> answers. <c>__</c> in a name separates sections.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>();

    /// <summary>The clock of timer schedules. Storage keeps its own time, so leases and polling follow the machine's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Largest HTTP request body, inclusive; in a chunked one the framing counts too.</summary>
    public long MaxRequestBytes { get; init; } = 72L * 1024 * 1024;

    /// <summary>How long a stopping host waits for what is in flight before it cancels it.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How fast the host does its own work.</summary>
    public HostPace Pace { get; init; } = new();

    /// <exception cref="HostStartException">A value cannot be.</exception>
    internal void Check()
    {
        if (!IsHostId(HostId))
            throw new HostStartException($"'{HostId}' is no host id: 1 to 32 lower-case letters, digits and single hyphens.");
        if (FunctionKey.Length == 0)
            throw new HostStartException("The function key is empty: everybody would have it.");
        if (DrainTimeout < TimeSpan.Zero || DrainTimeout > TimeSpan.FromDays(1))
            throw new HostStartException("The drain time-out is from nothing to a day.");
        if (Pace.LeaseDuration < TimeSpan.FromSeconds(15) || Pace.LeaseDuration > TimeSpan.FromSeconds(60))
            throw new HostStartException("A lease lasts from 15 to 60 seconds.");
    }

    /// <summary>The classes of an assembly that have functions.</summary>
    public static IReadOnlyList<Type> FunctionClassesOf(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return [.. assembly.GetTypes().Where(type => type.GetMethods(Any).Any(method => method.IsDefined(typeof(FunctionAttribute))))];
    }

    // It becomes part of a queue's name.
    private static bool IsHostId(string id) => id.Length is > 0 and <= 32
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && id[0] != '-' && id[^1] != '-' && !id.Contains("--", StringComparison.Ordinal);
}
