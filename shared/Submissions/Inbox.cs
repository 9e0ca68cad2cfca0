using NodaTime;

namespace IntakePipeline.Submissions;

/// <summary>A file in the inbox as storage holds it.</summary>
/// <param name="Key">The submission it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Digest">SHA-256 of what is stored.</param>
/// <param name="StoredAt">When storage durably held it, by the storage service's clock, as official time.</param>
/// <param name="Version">The store's own mark of these bytes (an ETag): it changes when the file is written again.</param>
public sealed record InboxFile(SubmissionKey Key, FileName Name, long Bytes, Sha256Digest Digest, Instant StoredAt, string Version);

/// <summary>A small file of the inbox with its bytes.</summary>
/// <param name="File">The file.</param>
/// <param name="Content">Its bytes.</param>
public sealed record InboxContent(InboxFile File, ReadOnlyMemory<byte> Content);

/// <summary>How a file stands when its submission is judged.</summary>
public abstract record FileState
{
    private FileState()
    {
    }

    /// <summary>It is there, whole, and within its cap.</summary>
    /// <param name="File">The file.</param>
    public sealed record Present(InboxFile File) : FileState;

    /// <summary>It is larger than its cap. Its digest is not known: nobody read on.</summary>
    public sealed record TooLarge : FileState;

    /// <summary>It is not there.</summary>
    public sealed record Absent : FileState;
}

/// <summary>An envelope found in the inbox.</summary>
/// <param name="Key">Its folder.</param>
/// <param name="StoredAt">When storage held it, as official time.</param>
public sealed record InboxEnvelope(SubmissionKey Key, Instant StoredAt);

/// <summary>
/// The container <c>entrada</c>: submissions as posted, one folder each. Nothing is deleted here, and nothing is overwritten before its bytes are in
/// custody.
/// </summary>
public interface IInbox
{
    /// <summary>Stores a file while it arrives, in bounded memory, and digests it on the way.</summary>
    /// <param name="key">The submission.</param>
    /// <param name="name">The file.</param>
    /// <param name="content">Its bytes; read to the end, or to one byte past <paramref name="cap"/>.</param>
    /// <param name="cap">Largest size in bytes, inclusive.</param>
    /// <param name="cancellationToken">Ends the upload; nothing visible is left.</param>
    /// <returns><see cref="FileState.Present"/> or <see cref="FileState.TooLarge"/>, of which nothing is stored.</returns>
    Task<FileState> PutAsync(SubmissionKey key, FileName name, Stream content, long cap, CancellationToken cancellationToken);

    /// <summary>How a file stands; reads and digests it if it is within <paramref name="cap"/>.</summary>
    Task<FileState> InspectAsync(SubmissionKey key, FileName name, long cap, CancellationToken cancellationToken);

    /// <summary>A small file with its bytes, at most one byte more than <paramref name="cap"/> of them; null when it is not there.</summary>
    Task<InboxContent?> ReadAsync(SubmissionKey key, FileName name, int cap, CancellationToken cancellationToken);

    /// <summary>Every envelope in the inbox, in the order of its keys.</summary>
    IAsyncEnumerable<InboxEnvelope> ListEnvelopesAsync(CancellationToken cancellationToken);
}

/// <summary>The container <c>custodia</c>: originals by SHA-256, written once.</summary>
public interface ICustody
{
    /// <summary>Takes a file of the inbox into custody. Harmless when it is there already.</summary>
    /// <returns>False when the inbox holds other bytes by now and custody does not have these.</returns>
    Task<bool> KeepAsync(InboxFile file, CancellationToken cancellationToken);

    /// <summary>Takes bytes into custody that were in no inbox of their own, such as an attachment. Harmless when they are there already.</summary>
    /// <returns>Their digest.</returns>
    Task<Sha256Digest> KeepAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Opens an original for reading, or null when custody does not have it.</summary>
    Task<Stream?> OpenAsync(Sha256Digest digest, CancellationToken cancellationToken);
}
