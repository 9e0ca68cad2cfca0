namespace IntakePipeline.Tests.Faults;

/// <summary>What can go wrong between a host and its storage.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It takes up to a third of a second longer.</summary>
    Latency,

    /// <summary>429.</summary>
    TooManyRequests,

    /// <summary>500.</summary>
    InternalError,

    /// <summary>503.</summary>
    Busy,

    /// <summary>The connection breaks before the request arrives.</summary>
    ResetBefore,

    /// <summary>The request is done, and the connection breaks before the answer.</summary>
    AnswerLost,

    /// <summary>The answer breaks off half-way.</summary>
    Truncated,

    /// <summary>412: a condition on a version is said to have failed, as if somebody else had written. Only where there is such a condition.</summary>
    StaleTag,
}

/// <summary>Which request meets which fault: the same seed rolls the same dice, though the order of concurrent requests is the scheduler's.</summary>
/// <param name="seed">The seed.</param>
/// <param name="rate">Of so many requests one in this share goes wrong, 0 to 1.</param>
internal sealed class FaultPlan(int seed, double rate)
{
    private static readonly Fault[] Kinds = Enum.GetValues<Fault>()[1..];

    private readonly Lock gate = new();
#pragma warning disable CA5394 // The same dice for the same seed is the point.
    private readonly Random dice = new(seed);
    private readonly Dictionary<Fault, int> injected = [];

    /// <summary>Whether anything goes wrong now.</summary>
    public bool IsOn { get; set; }

    /// <summary>How many of each kind there were.</summary>
    public IReadOnlyDictionary<Fault, int> Injected
    {
        get
        {
            lock (gate)
                return new Dictionary<Fault, int>(injected);
        }
    }

    /// <summary>What becomes of the next request.</summary>
    public Fault Next()
    {
        lock (gate)
            return IsOn && dice.NextDouble() < rate ? Kinds[dice.Next(Kinds.Length)] : Fault.None;
    }

    /// <summary>How long a slow request takes longer.</summary>
    public TimeSpan NextDelay()
    {
        lock (gate)
            return TimeSpan.FromMilliseconds(dice.Next(300));
    }
#pragma warning restore CA5394

    /// <summary>Notes that a fault was injected.</summary>
    public void Count(Fault fault)
    {
        lock (gate)
            injected[fault] = injected.GetValueOrDefault(fault) + 1;
    }
}
