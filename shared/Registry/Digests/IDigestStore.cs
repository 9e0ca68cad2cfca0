using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry.Digests;

/// <summary>
/// <c>resguardos/libro/{year}/{date}.json</c> with its seal, <c>.jws</c>: each digest written once.
/// </summary>
public interface IDigestStore
{
    /// <summary>The last digest of a year's book, or null. Makes up for its seal when a crash left it out.</summary>
    Task<KeptDigest?> FindLastAsync(int book, IRegistrySeal seal, CancellationToken cancellationToken);

    /// <summary>Keeps a digest, sealed. The first one of a day stays.</summary>
    /// <param name="head">What it says.</param>
    /// <param name="hashes">The hashes of its entries, in order; read once.</param>
    /// <param name="seal">With what it is sealed.</param>
    /// <param name="cancellationToken">Leaves nothing behind, or a digest whose seal is made up for later.</param>
    /// <returns>The digest that is kept: this one, or that of another host.</returns>
    Task<KeptDigest> SaveAsync(DigestHead head, IAsyncEnumerable<Sha256Digest> hashes, IRegistrySeal seal, CancellationToken cancellationToken);

    /// <summary>A digest or its seal, as published; null when there is none of that day.</summary>
    Task<Stream?> OpenAsync(int book, LocalDate date, DigestForm form, CancellationToken cancellationToken);
}

/// <summary>What of a digest is asked for.</summary>
public enum DigestForm
{
    /// <summary>The digest.</summary>
    Data,

    /// <summary>The seal over it: a detached JWS, compact.</summary>
    Seal,
}

/// <summary>The book, read in order and piece by piece.</summary>
public interface IBookReader
{
    /// <summary>When the entries of a book were filed and their hashes.</summary>
    /// <param name="book">Year of the book.</param>
    /// <param name="first">Sequence of the first one wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<BookLine> ReadAsync(int book, int first, CancellationToken cancellationToken);
}

/// <summary>An entry as a digest sees it.</summary>
/// <param name="Sequence">Its place in the book.</param>
/// <param name="FiledAt">Instant of filing.</param>
/// <param name="Hash">Its hash.</param>
public sealed record BookLine(int Sequence, Instant FiledAt, Sha256Digest Hash);
