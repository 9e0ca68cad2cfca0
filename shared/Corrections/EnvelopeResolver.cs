using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Corrections;

/// <summary>
/// Reads an envelope of either kind as far as admission needs it. An answer says which request it answers; this finds the application it belongs to,
/// whose call sets the limits and whose parties go into the book.
/// </summary>
/// <param name="reader">Reads what the bytes say.</param>
/// <param name="calls">The calls.</param>
/// <param name="requests">The requests.</param>
/// <param name="ledger">The book.</param>
/// <param name="forms">The forms that were registered.</param>
public sealed class EnvelopeResolver(
    EnvelopeReader reader, CallCatalogue calls, ICorrectionRequestStore requests, ILedgerStore ledger, RegisteredForms forms)
{
    /// <summary>What the bytes alone say.</summary>
    public EnvelopeReading Parse(ReadOnlyMemory<byte> utf8) => reader.Read(utf8);

    /// <summary>What they say, and to which application an answer belongs.</summary>
    /// <returns><see cref="EnvelopeReading.Readable"/> or <see cref="EnvelopeReading.Refused"/>.</returns>
    public async Task<EnvelopeReading> ReadAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken) => Parse(utf8) switch
    {
        EnvelopeReading.Answer answer => await ResolveAsync(answer.Content, cancellationToken),
        var other => other,
    };

    private async Task<EnvelopeReading> ResolveAsync(CorrectionAnswer answer, CancellationToken cancellationToken)
    {
        if (ExpedienteKey.Find(calls, answer.Request.Expediente) is not { } key
            || await requests.FindAsync(key, answer.Request, cancellationToken) is not { } request)
            return new EnvelopeReading.Refused(answer.Key, answer.Language, [AdmissionFaults.UnknownRequest]);

        var opening = await ledger.FindAsync(request.Entry, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {request.Entry}.");
        var filed = await forms.ReadAsync(opening, cancellationToken);
        return answer.FaultsAgainst(filed.Application) is { Count: > 0 } faults
            ? new EnvelopeReading.Refused(answer.Key, answer.Language, faults)
            : filed with { Application = answer.ApplyTo(filed.Application), Answers = new AnsweredRequest(answer.Request, opening) };
    }
}
