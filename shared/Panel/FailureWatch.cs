using IntakePipeline.Storage;
using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>Remembers how things fail that are tried several times and then given up, so that the page of failures can say why.</summary>
/// <param name="store">Where.</param>
/// <param name="time">The real time.</param>
public sealed class FailureWatch(IFailureStore store, TimeProvider time)
{
    // Tries of one thing follow each other within minutes; what fails again after so long is another story.
    private static readonly Duration OneStory = Duration.FromHours(1);

    /// <summary>Does something; when it fails, keeps why, and fails as it would have.</summary>
    /// <param name="subject">What it is about (<see cref="MessageSubject"/>).</param>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">The host's: what it cuts off has not failed.</param>
    public async Task RunAsync(string subject, Func<Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await KeepAsync(subject, e, cancellationToken);
            throw;
        }
    }

    private async Task KeepAsync(string subject, Exception e, CancellationToken cancellationToken)
    {
        try
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            var before = await store.FindAsync(subject, cancellationToken);
            var attempts = before is not null && now - before.At < OneStory ? before.Attempts + 1 : 1;
            await store.SaveAsync(subject, new Failure(attempts, StorageFailures.CodeOf(e), Innermost(e).GetType().Name, now), cancellationToken);
        }
#pragma warning disable CA1031 // Whatever keeps it from being kept, the failure itself is what has to be told.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Storage is away, most likely: the page says that it does not know.
        }
    }

    private static Exception Innermost(Exception e) => e is AggregateException { InnerExceptions: [.., var last] } ? Innermost(last) : e;
}
