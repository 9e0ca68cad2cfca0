using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace IntakePipeline.Submissions;

/// <summary>By which door an attempt came.</summary>
public enum Door
{
    /// <summary>Posted to <c>/api/presentaciones</c>.</summary>
    Http,

    /// <summary>Left as blobs in <c>entrada</c>.</summary>
    Blobs,
}

/// <summary>
/// The reasoned proof that an attempt was not admitted (rechazo motivado). It is kept for ever beside what the sender sent; nothing is deleted.
/// </summary>
/// <param name="Id">Same attempt, same id: 32 hexadecimal digits derived from what was refused and why.</param>
/// <param name="Key">The sender's name for it; null when it could not be read.</param>
/// <param name="Envelope">Digest of the envelope's exact bytes, of its first 262,145 when it has more; null when there was none.</param>
/// <param name="At">Official time of the refusal.</param>
/// <param name="Language">The applicant's language.</param>
/// <param name="Door">By which door it came.</param>
/// <param name="Faults">Why, at least one.</param>
/// <param name="Files">What had been received by then.</param>
/// <param name="Simulated">True when the official time was shifted.</param>
public sealed record Rejection(
    string Id, SubmissionKey? Key, Sha256Digest? Envelope, Instant At, Language Language, Door Door, IReadOnlyList<AdmissionFault> Faults,
    IReadOnlyList<ReceivedFile> Files, bool Simulated)
{
    /// <summary>Folder in <c>rechazos</c> for attempts whose key could not be read; no key begins with an underscore.</summary>
    public const string NoKeyFolder = "_";

    /// <summary>Its folder in <c>rechazos</c>.</summary>
    public string Folder => Key?.Value ?? NoKeyFolder;

    /// <summary>Makes a rejection and derives its id.</summary>
    public static Rejection Of(
        SubmissionKey? key, Sha256Digest? envelope, Instant at, Language language, Door door, IReadOnlyList<AdmissionFault> faults,
        IReadOnlyList<ReceivedFile> files, bool simulated)
    {
        // Without an envelope nothing tells one attempt from another but its time.
        var identity = new StringBuilder().Append(key?.Value).Append('\n').Append(envelope?.Hex ?? JsonText.Iso(at)).Append('\n');
        foreach (var fault in faults)
            identity.Append(fault.Code).Append(' ').Append(fault.Field).Append('\n');
        foreach (var file in files.OrderBy(f => f.Name.Value, StringComparer.Ordinal))
            identity.Append(file.Name.Value).Append(' ').Append(file.Digest?.Hex).Append('\n');
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity.ToString())).AsSpan(0, 16));
        return new(id, key, envelope, at, language, door, faults, files, simulated);
    }
}

/// <summary>A file received with an attempt that was refused.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Bytes received; null when it was larger than its cap and nobody read on.</param>
/// <param name="Digest">SHA-256 of what came; null likewise.</param>
public sealed record ReceivedFile(FileName Name, long? Bytes, Sha256Digest? Digest);

/// <summary>The container <c>rechazos</c>.</summary>
public interface IRejectionStore
{
    /// <summary>Keeps a rejection, as data and as readable text, with the envelope's bytes if it had one. The first one of an id stays.</summary>
    /// <param name="rejection">The rejection.</param>
    /// <param name="seal">The seal over its data: a detached JWS, compact.</param>
    /// <param name="envelope">The envelope's bytes; null when it had none.</param>
    /// <param name="cancellationToken">Ends it; the record may be missing then.</param>
    /// <returns>The rejection that is kept: this one, or the same one of an earlier time.</returns>
    Task<Rejection> SaveAsync(Rejection rejection, string seal, ReadOnlyMemory<byte>? envelope, CancellationToken cancellationToken);

    /// <summary>Keeps the document of a rejection that is kept. The first one stays.</summary>
    /// <returns>The document that is kept.</returns>
    Task<ReadOnlyMemory<byte>> SaveDocumentAsync(Rejection rejection, byte[] pdf, CancellationToken cancellationToken);

    /// <summary>The document of a rejection, or null.</summary>
    Task<ReadOnlyMemory<byte>?> FindDocumentAsync(Rejection rejection, CancellationToken cancellationToken);

    /// <summary>A rejection with the envelope that was refused, if it had one; null when there is none of that id.</summary>
    /// <param name="folder">Its folder (<see cref="Rejection.Folder"/>).</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<(Rejection Rejection, ReadOnlyMemory<byte>? Envelope)?> FindAsync(string folder, string id, CancellationToken cancellationToken);

    /// <summary>The last rejection of a key, or null.</summary>
    Task<Rejection?> FindLastAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>The latest rejections, newest first, at most <paramref name="count"/>.</summary>
    Task<IReadOnlyList<Rejection>> ListLatestAsync(int count, CancellationToken cancellationToken);
}
