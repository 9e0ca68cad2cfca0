using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Access;

/// <summary>
/// Counts wrong codes by where they come from, so that nobody can try many: after <see cref="Allowed"/> within <see cref="Window"/>, no more until the window is
/// over. In memory, for this process: the codes are long enough without it.
/// </summary>
/// <param name="time">The clock of the windows.</param>
public sealed class Attempts(TimeProvider time)
{
    /// <summary>Wrong codes that are let pass in a window.</summary>
    public const int Allowed = 10;

    // More addresses at once than this is an attack from everywhere, which forgetting does not make worse.
    private const int MaxAddresses = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, (DateTimeOffset Until, int Count)> wrong = [];

    /// <summary>How long wrong codes are remembered.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The window in seconds, as a header says it.</summary>
    public static string RetryAfter { get; } = ((int)Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether this caller has to wait.</summary>
    public bool AreOver(HttpRequest request)
    {
        var now = time.GetUtcNow();
        lock (gate)
            return wrong.TryGetValue(AddressOf(request), out var seen) && seen.Until > now && seen.Count >= Allowed;
    }

    /// <summary>Notes a wrong code.</summary>
    public void Failed(HttpRequest request)
    {
        var (now, address) = (time.GetUtcNow(), AddressOf(request));
        lock (gate)
        {
            if (wrong.Count >= MaxAddresses)
                wrong.Clear();
            wrong[address] = wrong.TryGetValue(address, out var seen) && seen.Until > now ? seen with { Count = seen.Count + 1 } : (now + Window, 1);
        }
    }

    // The front end of App Service adds the caller it saw as the last; what callers wrote themselves stands before it. On IPv6 a network counts as one.
    private static IPAddress AddressOf(HttpRequest request)
    {
        var from = request.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None;
        if (IPAddress.IsLoopback(from) && request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim() is { Length: > 0 } told && IPEndPoint.TryParse(told, out var end))
            from = end.Address;
        if (from.IsIPv4MappedToIPv6)
            return from.MapToIPv4();
        if (from.AddressFamily != AddressFamily.InterNetworkV6)
            return from;
        var network = from.GetAddressBytes();
        network.AsSpan(8).Clear();
        return new IPAddress(network);
    }
}
