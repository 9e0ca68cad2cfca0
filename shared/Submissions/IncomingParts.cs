namespace IntakePipeline.Submissions;

/// <summary>One part of a posted submission.</summary>
/// <param name="Name">Its name: <c>solicitud</c>, <c>firma</c> or a file's name. Hostile until parsed.</param>
/// <param name="Content">Its bytes; to be read before the next part is asked for.</param>
public sealed record IncomingPart(string? Name, Stream Content);

/// <summary>The parts of a posted submission, in the order they arrive.</summary>
public interface IIncomingParts
{
    /// <summary>The next part, or null after the last.</summary>
    /// <exception cref="BrokenRequestException">The request is malformed, cut off or over its cap; reading a part's content may throw it too.</exception>
    Task<IncomingPart?> NextAsync(CancellationToken cancellationToken);
}

/// <summary>The request cannot be read on. An exception, because a stream has no other way to say so; <see cref="PostedIntake"/> turns it into a refusal.</summary>
/// <param name="overCap">True when it is larger than the server takes.</param>
/// <param name="inner">What the server said.</param>
public sealed class BrokenRequestException(bool overCap, Exception inner) : IOException("The request cannot be read on.", inner)
{
    /// <summary>True when it is larger than the server takes.</summary>
    public bool OverCap { get; } = overCap;
}
