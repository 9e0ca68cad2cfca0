using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Mail;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Validation;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Evaluation;

/// <summary>How an application stands, for whoever has its receipt.</summary>
/// <param name="Receipt">The receipt that was shown.</param>
/// <param name="Expediente">The expediente; null while it was only just registered.</param>
/// <param name="History">What happened to it, oldest first, without what is only the staff's.</param>
/// <param name="Request">The open correction request, if any.</param>
/// <param name="Call">The call.</param>
public sealed record ExpedienteLook(Receipt Receipt, Expediente? Expediente, IReadOnlyList<HistoryEvent> History, CorrectionRequest? Request, Call Call)
{
    /// <summary>What else was filed with it, in the order of the book: the application, answers to requests, documents that came by mail. Without the receipt's own entry.</summary>
    public IReadOnlyList<RegistryEntry> Others { get; init; } = [];
}

/// <summary>How an application stands, in words, for the applicant. The receipt's code opens it; the number alone does not.</summary>
/// <param name="receipts">Says which expediente a code belongs to.</param>
/// <param name="expedientes">State and history.</param>
/// <param name="requests">What has to be cured.</param>
/// <param name="calls">How long there is to do it.</param>
/// <param name="mails">What came by mail.</param>
/// <param name="ledger">The book.</param>
public sealed class ExpedienteStatus(
    IReceiptStore receipts, IExpedienteStore expedientes, ICorrectionRequestStore requests, CallCatalogue calls, IMailStore mails, ILedgerStore ledger)
{
    /// <summary>The status as JSON; null when the code is not that expediente's.</summary>
    /// <param name="number">Expediente number as the caller wrote it.</param>
    /// <param name="csv">Verification code of its receipt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<byte[]?> FindAsync(string number, VerificationCode csv, CancellationToken cancellationToken) =>
        await LookAsync(number, csv, cancellationToken) is { } look ? Write(look.Receipt, look.Expediente, look.History, look.Request, look.Call) : null;

    /// <summary>The same for a page.</summary>
    /// <inheritdoc cref="FindAsync" path="/param"/>
    public async Task<ExpedienteLook?> LookAsync(string number, VerificationCode csv, CancellationToken cancellationToken)
    {
        if (await receipts.FindAsync(csv, ReceiptForm.Json, cancellationToken) is not { } json)
            return null;
        var receipt = ReceiptJson.Read(json.Span);
        if (receipt.Expediente.ToString() != number)
            return null;

        var key = new ExpedienteKey(receipt.Call, receipt.Expediente);
        var expediente = await expedientes.FindAsync(key, cancellationToken);
        var history = await expedientes.HistoryAsync(key, cancellationToken);
        var request = expediente?.State is ExpedienteState.AwaitingCorrection awaiting ? await requests.FindAsync(key, awaiting.Request, cancellationToken) : null;
        return new ExpedienteLook(receipt, expediente, [.. history.Where(h => !h.IsInternal).Select(h => h.ForApplicant)], request, calls.Find(receipt.Call)!)
        {
            Others = expediente is null ? [] : await OthersAsync(expediente, receipt.Number, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<RegistryEntry>> OthersAsync(Expediente expediente, RegistryNumber shown, CancellationToken cancellationToken)
    {
        var numbers = new List<RegistryNumber> { expediente.Entry };
        if (await requests.FindAsync(expediente.Key, CorrectionRequestNumber.First(expediente.Key.Number), cancellationToken) is { } request)
            numbers.AddRange((await requests.AnswersAsync(request, cancellationToken)).Select(a => a.Entry));
        numbers.AddRange((await mails.DocumentsAsync(expediente.Key, cancellationToken)).Select(d => d.Entry));
        var entries = new List<RegistryEntry>();
        foreach (var number in numbers.Where(n => n != shown).Distinct())
        {
            if (await ledger.FindAsync(number, cancellationToken) is { } entry)
                entries.Add(entry);
        }

        return [.. entries.OrderBy(e => e.Draft.FiledAt)];
    }

    private static byte[] Write(Receipt receipt, Expediente? expediente, IReadOnlyList<HistoryEvent> history, CorrectionRequest? request, Call call) => JsonText.Write(json =>
    {
        // Registered a moment ago and not looked at yet: that is a state, too.
        var state = expediente?.State ?? new ExpedienteState.Registered();
        var words = ExpedienteStateText.Of(state);
        json.WriteStartObject();
        json.WriteString("expediente", receipt.Expediente.ToString());
        json.WriteString("registro", receipt.Number.ToString());
        json.WriteString("presentacion", receipt.Key.Value);
        json.WriteString("convocatoria", receipt.Call.Value);
        json.WriteString("programa", receipt.Programme.Value);
        json.WriteOptional("fase", receipt.Phase?.Value);
        json.WriteString("estado", state.Code);
        json.WriteText("titulo", words.Title);
        json.WriteText("explicacion", words.Explanation);
        json.WriteOptional("desde", expediente is null ? null : Local(expediente.Since));
        json.WriteOptional("sustituidaPor", (state as ExpedienteState.Superseded)?.By.ToString());
        json.WriteHallazgos("hallazgos", expediente?.Findings ?? []);
        json.WriteOptional("requerimiento", request is null ? null : CorrectionRequestText.Of(request, call));
        json.WriteRequest("subsanacion", request, call);
        json.WriteHistory("historial", history);
        json.WriteEndObject();
    });

    private static string Local(Instant instant) => OffsetDateTimePattern.ExtendedIso.Format(instant.InZone(OfficialClock.Zone).ToOffsetDateTime());
}
