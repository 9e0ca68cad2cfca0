namespace IntakePipeline.Local.Hosting;

/// <summary>How fast the host does its own work. The defaults are those of production; tests shorten them.</summary>
public sealed record HostPace
{
    /// <summary>How long a fetched message stays hidden from other hosts; renewed at half. A crashed host's messages come back after this.</summary>
    public TimeSpan MessageInvisibility { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Wait between two looks through a container after something was found.</summary>
    public TimeSpan ShortestScanInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait between two looks through a container in which nothing happens.</summary>
    public TimeSpan LongestScanInterval { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a lease outlives a crashed host, from 15 to 60 seconds (storage allows no other); renewed at a third.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a host asks for a lease that another one holds.</summary>
    public TimeSpan LeaseRetryInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the host's own work (messages, scans) stands back at most while HTTP calls that change something are being answered.</summary>
    public TimeSpan LongestStandBack { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So long after the last such call nobody is taken to be in the middle of sending.</summary>
    public TimeSpan PauseBetweenCalls { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Longest wait between two attempts while storage does not answer.</summary>
    public TimeSpan LongestOutageInterval { get; init; } = TimeSpan.FromSeconds(30);
}
