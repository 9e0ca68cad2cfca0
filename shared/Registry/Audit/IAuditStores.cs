using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>A row of the book as it stands, whatever it says: an audit takes nothing for granted.</summary>
/// <param name="Place">Its key.</param>
/// <param name="Number">The number its key names; null when it names none.</param>
/// <param name="Canonical">The entry's canonical form.</param>
/// <param name="Previous">Hash of the entry before it.</param>
/// <param name="Hash">Its own hash.</param>
public sealed record WrittenEntry(string Place, RegistryNumber? Number, string? Canonical, string? Previous, string? Hash);

/// <summary>A row that holds a key.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="Entry">The number of its entry, as written.</param>
/// <param name="Envelope">The digest of its envelope, as written.</param>
public sealed record WrittenKey(string Key, string? Entry, string? Envelope);

/// <summary>The table <c>registro</c>, row by row.</summary>
public interface IBookRows
{
    /// <summary>Every entry in the order of years and numbers, a page at a time.</summary>
    IAsyncEnumerable<WrittenEntry> EntriesAsync(CancellationToken cancellationToken);

    /// <summary>Every key, a page at a time.</summary>
    IAsyncEnumerable<WrittenKey> KeysAsync(CancellationToken cancellationToken);

    /// <summary>The row of one key, or null.</summary>
    Task<WrittenKey?> FindKeyAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>Since when an entry has been in the outbox, by the storage service's clock; null when it is not there.</summary>
    Task<Instant?> UnfinishedSinceAsync(RegistryNumber number, CancellationToken cancellationToken);
}

/// <summary>A row of the table <c>expedientes</c> that names an entry or an expediente.</summary>
/// <param name="Place">Its keys.</param>
/// <param name="Entry">The entry it names; null when it names none that can be read.</param>
/// <param name="Expediente">The expediente it names; null likewise.</param>
public sealed record WrittenExpedienteRow(string Place, RegistryNumber? Entry, ExpedienteNumber? Expediente);

/// <summary>The table <c>expedientes</c>, row by row.</summary>
public interface IExpedienteRows
{
    /// <summary>Every row but those of histories, a page at a time.</summary>
    IAsyncEnumerable<WrittenExpedienteRow> ListAsync(CancellationToken cancellationToken);

    /// <summary>Whether the order of effective entry has an expediente in its place, in its state.</summary>
    Task<bool> IsPlacedAsync(Expediente expediente, CancellationToken cancellationToken);
}

/// <summary>A row of a correction request.</summary>
/// <param name="Place">Its keys.</param>
/// <param name="Request">The request; null when it cannot be read.</param>
public sealed record WrittenRequest(string Place, CorrectionRequest? Request);

/// <summary>The table <c>requerimientos</c>, row by row.</summary>
public interface IRequestRows
{
    /// <summary>Every request, a page at a time.</summary>
    IAsyncEnumerable<WrittenRequest> ListAsync(CancellationToken cancellationToken);

    /// <summary>Whether a period is noted, so that it will expire.</summary>
    Task<bool> IsDueAsync(DueRequest due, CancellationToken cancellationToken);
}

/// <summary>A folder of the inbox.</summary>
/// <param name="Name">Its name; a submission's key if all is well.</param>
/// <param name="Files">How many files it holds.</param>
/// <param name="HasEnvelope">Whether <c>solicitud.json</c> is among them.</param>
/// <param name="LastWritten">When storage last took one of its files, official time.</param>
public sealed record InboxFolder(string Name, int Files, bool HasEnvelope, Instant LastWritten);

/// <summary>The container <c>entrada</c>, folder by folder.</summary>
public interface IInboxFolders
{
    /// <summary>Every folder in order, a page at a time.</summary>
    IAsyncEnumerable<InboxFolder> ListAsync(CancellationToken cancellationToken);
}

/// <summary>A queue of the pipeline as far as it can be looked at without taking anything away.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">About how many messages it has, hidden ones too.</param>
/// <param name="First">The texts of the first visible ones, at most 32.</param>
public sealed record PeekedQueue(string Name, int Count, IReadOnlyList<string> First);

/// <summary>The queues.</summary>
public interface IQueuePeek
{
    /// <summary>Every queue of the pipeline, poison queues too.</summary>
    Task<IReadOnlyList<PeekedQueue>> PeekAsync(CancellationToken cancellationToken);
}

/// <summary>A file among the daily digests.</summary>
/// <param name="Place">Its name.</param>
/// <param name="Book">Year of its book.</param>
/// <param name="Date">Its day; null when the name is that of no digest and no seal of one.</param>
/// <param name="Form">Digest or seal.</param>
public sealed record DigestFile(string Place, int Book, LocalDate? Date, DigestForm Form);

/// <summary>The folder <c>resguardos/libro/</c>, file by file.</summary>
public interface IDigestFiles
{
    /// <summary>Every file in the order of books and days, a page at a time.</summary>
    IAsyncEnumerable<DigestFile> ListAsync(CancellationToken cancellationToken);
}
