using System.Text.Json;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Notifications.Letters;

/// <summary>To which address an applicant is written: the one in the form (R4 7.5), as the last answer to a correction request left it. Never one that a mail came from.</summary>
/// <param name="ledger">The book.</param>
/// <param name="forms">The forms that were registered.</param>
/// <param name="requests">The correction requests, with their answers.</param>
/// <param name="rounds">Those of an expediente.</param>
public sealed class Recipients(ILedgerStore ledger, RegisteredForms forms, ICorrectionRequestStore requests, CorrectionRounds rounds)
{
    /// <summary>The applicant of an entry; null when the form has no address that could be one.</summary>
    public async Task<EmailAddress?> OfAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        var all = await rounds.ListAsync(ExpedienteKey.Of(entry), cancellationToken);
        foreach (var round in all.Reverse())
        {
            foreach (var answer in (await requests.AnswersAsync(round, cancellationToken)).Reverse())
            {
                if (await AnswerAsync(await ReadAsync(answer.Entry, cancellationToken), cancellationToken) is { } corrected)
                    return corrected;
            }
        }

        return entry.Draft.Kind switch
        {
            // An answer may be told of before it is noted with its request.
            EntryKind.Answer answer => await AnswerAsync(entry, cancellationToken)
                ?? await FiledAsync(await ReadAsync((all.Count > 0 ? all[0] : throw new InvalidOperationException($"There is no request {answer.Request}.")).Entry, cancellationToken), cancellationToken),
            EntryKind.Filing => await FiledAsync(entry, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException("An entry whose applicant nobody knows."),
        };
    }

    /// <summary>The address in an envelope that was refused, if it can be read at all: nothing else in it is believed.</summary>
    public static EmailAddress? OfRefused(ReadOnlyMemory<byte> envelope)
    {
        try
        {
            using var json = JsonDocument.Parse(envelope, new JsonDocumentOptions { MaxDepth = SubmissionLimits.EnvelopeDepth });
            var form = json.RootElement;
            if (form.ValueKind == JsonValueKind.Object && form.TryGetProperty("solicitud", out var corrected))
                form = corrected;
            return form.ValueKind == JsonValueKind.Object && form.TryGetProperty("solicitante", out var applicant) && applicant.ValueKind == JsonValueKind.Object
                && applicant.TryGetProperty("correo", out var email) && email.ValueKind == JsonValueKind.String ? Parse(email.GetString()) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<EmailAddress?> FiledAsync(RegistryEntry entry, CancellationToken cancellationToken) =>
        Parse((await forms.ReadAsync(entry, cancellationToken)).Application.Applicant.Email);

    private async Task<EmailAddress?> AnswerAsync(RegistryEntry entry, CancellationToken cancellationToken) =>
        Parse((await forms.ReadAnswerAsync(entry, cancellationToken)).Form?.Applicant.Email);

    private async Task<RegistryEntry> ReadAsync(RegistryNumber number, CancellationToken cancellationToken) =>
        await ledger.FindAsync(number, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {number}.");

    private static EmailAddress? Parse(string? text) => EmailAddress.TryParse(text, out var address) ? address : null;
}
