using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>How something failed the last time it was tried.</summary>
/// <param name="Attempts">How often it was tried in a row, each try not long after the one before.</param>
/// <param name="Code">Why, as a stable code (<see cref="FailureCodes"/>).</param>
/// <param name="Kind">Name of the error's type, for whoever reads logs. Its text is not kept: it may name a person.</param>
/// <param name="At">When, real time.</param>
public sealed record Failure(int Attempts, string Code, string Kind, Instant At);

/// <summary>Where it is kept how things failed, by what they were about.</summary>
public interface IFailureStore
{
    /// <summary>Keeps a failure in place of the one before.</summary>
    Task SaveAsync(string subject, Failure failure, CancellationToken cancellationToken);

    /// <summary>The last failure about something; null when there is none.</summary>
    Task<Failure?> FindAsync(string subject, CancellationToken cancellationToken);

    /// <summary>The last failures about several things, as far as there are any.</summary>
    async Task<IReadOnlyDictionary<string, Failure>> FindAllAsync(IEnumerable<string> subjects, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, Failure>(StringComparer.Ordinal);
        foreach (var subject in subjects.Distinct(StringComparer.Ordinal))
        {
            if (await FindAsync(subject, cancellationToken) is { } failure)
                known[subject] = failure;
        }

        return known;
    }

    /// <summary>Forgets it: what is tried again by hand is counted anew.</summary>
    Task ForgetAsync(string subject, CancellationToken cancellationToken);
}
