using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Forgetting;

/// <summary>A rejection as it is kept.</summary>
/// <param name="Path">Its place in <c>rechazos</c>, without the ending.</param>
/// <param name="Rejection">What it says.</param>
/// <param name="Version">The store's mark.</param>
public sealed record KeptRejection(string Path, Rejection Rejection, string Version);

/// <summary>What refused attempts left behind: <c>rechazos</c>, and their files in <c>entrada</c>. Custody is not among it.</summary>
public interface IRefusedAttempts
{
    /// <summary>Every rejection, a page at a time.</summary>
    IAsyncEnumerable<KeptRejection> ListAsync(CancellationToken cancellationToken);

    /// <summary>Puts <paramref name="redacted"/> in the rejection's place, as data and as text, and deletes the envelope beside it. May be repeated.</summary>
    Task RedactAsync(KeptRejection kept, Rejection redacted, CancellationToken cancellationToken);

    /// <summary>How many files lie in <c>entrada</c> under a key; zero when one of them is not older than <paramref name="before"/>: then somebody still files.</summary>
    Task<int> CountFilesAsync(SubmissionKey key, Instant before, CancellationToken cancellationToken);

    /// <summary>Deletes the files in <c>entrada</c> under a key.</summary>
    Task DeleteFilesAsync(SubmissionKey key, CancellationToken cancellationToken);
}
