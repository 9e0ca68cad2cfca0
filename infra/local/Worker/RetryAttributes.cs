namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a failed timer function again after a fixed delay.</summary>
/// <param name="maxRetryCount">Further attempts; -1 means without end.</param>
/// <param name="delayInterval">Delay as <c>hh:mm:ss</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixedDelayRetryAttribute(int maxRetryCount, string delayInterval) : Attribute
{
    /// <summary>Further attempts; -1 means without end.</summary>
    public int MaxRetryCount { get; } = maxRetryCount;

    /// <summary>Delay as <c>hh:mm:ss</c>.</summary>
    public string DelayInterval { get; } = delayInterval;
}

/// <summary>Runs a failed timer function again after delays that double.</summary>
/// <param name="maxRetryCount">Further attempts; -1 means without end.</param>
/// <param name="minimumInterval">First delay as <c>hh:mm:ss</c>.</param>
/// <param name="maximumInterval">Longest delay as <c>hh:mm:ss</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval) : Attribute
{
    /// <summary>Further attempts; -1 means without end.</summary>
    public int MaxRetryCount { get; } = maxRetryCount;

    /// <summary>First delay as <c>hh:mm:ss</c>.</summary>
    public string MinimumInterval { get; } = minimumInterval;

    /// <summary>Longest delay as <c>hh:mm:ss</c>.</summary>
    public string MaximumInterval { get; } = maximumInterval;
}
