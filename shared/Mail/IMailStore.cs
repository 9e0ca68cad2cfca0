using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Mail;

/// <summary>A blob of the container <c>correo</c>.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Version">The store's mark of these bytes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="StoredAt">When storage held it, official time.</param>
public sealed record MailBlob(string Path, string Version, long Bytes, Instant StoredAt);

/// <summary>The container <c>correo</c>: mail as it arrived. Nothing is changed or deleted there.</summary>
public interface IMailbox
{
    /// <summary>Reads a mail, whole when it is within <paramref name="cap"/> bytes and else without its bytes; null when it is not there.</summary>
    Task<(MailBlob Blob, ReadOnlyMemory<byte>? Content)?> ReadAsync(string path, int cap, CancellationToken cancellationToken);

    /// <summary>The first bytes of a mail, at most <paramref name="most"/>; null when it is not there.</summary>
    Task<ReadOnlyMemory<byte>?> ReadBeginningAsync(string path, int most, CancellationToken cancellationToken);

    /// <summary>Every blob there is.</summary>
    IAsyncEnumerable<MailBlob> ListAsync(CancellationToken cancellationToken);
}

/// <summary>A document that came by mail.</summary>
/// <param name="Entry">The entry it is part of.</param>
/// <param name="Document">The document; its kind is the programme's, or <c>otro</c>.</param>
/// <param name="Findings">What inspection found in it.</param>
public sealed record MailedDocument(RegistryNumber Entry, KeptDocument Document, IReadOnlyList<Finding> Findings);

/// <summary>The table <c>correo</c>.</summary>
public interface IMailStore
{
    /// <summary>A mail's record by its id, or null.</summary>
    Task<MailRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Stores a record in place of the one there was, and lists it for a person or no longer, all or nothing.</summary>
    Task SaveAsync(MailRecord record, CancellationToken cancellationToken);

    /// <summary>Mail that needs a person, oldest first.</summary>
    IAsyncEnumerable<MailRecord> ListForPersonAsync(CancellationToken cancellationToken);

    /// <summary>Says which mail a submission key is of, the first time it is asked.</summary>
    /// <returns>The path said first.</returns>
    Task<string> ClaimAsync(SubmissionKey key, string path, CancellationToken cancellationToken);

    /// <summary>Notes documents that came by mail. Noting them again is harmless.</summary>
    Task AddDocumentsAsync(ExpedienteKey expediente, IReadOnlyList<MailedDocument> documents, CancellationToken cancellationToken);

    /// <summary>The documents of an expediente that came by mail, in the order of the book.</summary>
    Task<IReadOnlyList<MailedDocument>> DocumentsAsync(ExpedienteKey expediente, CancellationToken cancellationToken);
}
