using IntakePipeline.Corrections;
using IntakePipeline.Registry;

namespace IntakePipeline.Submissions;

/// <summary>Reads back what was registered, each original checked against its digest: what is judged is what was filed.</summary>
/// <param name="custody">The originals.</param>
/// <param name="reader">Reads envelopes.</param>
public sealed class RegisteredForms(ICustody custody, EnvelopeReader reader)
{
    /// <summary>The application that <paramref name="entry"/> registered.</summary>
    /// <exception cref="InvalidOperationException">The book, custody and the call's data do not agree: a person has to look.</exception>
    public async Task<EnvelopeReading.Readable> ReadAsync(RegistryEntry entry, CancellationToken cancellationToken) =>
        await ParseAsync(entry, cancellationToken) as EnvelopeReading.Readable
        ?? throw new InvalidOperationException($"The form of entry {entry.Number} was admitted and cannot be read any more.");

    /// <summary>The answer that <paramref name="entry"/> registered.</summary>
    /// <exception cref="InvalidOperationException">As above.</exception>
    public async Task<CorrectionAnswer> ReadAnswerAsync(RegistryEntry entry, CancellationToken cancellationToken) =>
        (await ParseAsync(entry, cancellationToken) as EnvelopeReading.Answer)?.Content
        ?? throw new InvalidOperationException($"The answer of entry {entry.Number} was admitted and cannot be read any more.");

    /// <summary>Reads one file of <paramref name="entry"/> into <paramref name="bytes"/>, which is as long as the file.</summary>
    /// <exception cref="InvalidOperationException">Custody lacks it, or holds other bytes.</exception>
    public async Task ReadAsync(RegistryEntry entry, KeptDocument document, Memory<byte> bytes, CancellationToken cancellationToken)
    {
        await using var stream = await custody.OpenAsync(document.Digest, cancellationToken)
            ?? throw new InvalidOperationException($"Custody lacks {document.Name} of entry {entry.Number}.");
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        if (Sha256Digest.Of(bytes.Span) != document.Digest)
            throw new InvalidOperationException($"Custody holds other bytes of {document.Name} of entry {entry.Number}.");
    }

    // The envelope is the first document of every entry.
    private async Task<EnvelopeReading> ParseAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        var document = entry.Draft.Documents[0];
        var bytes = new byte[document.Bytes];
        await ReadAsync(entry, document, bytes, cancellationToken);
        return reader.Read(bytes);
    }
}
