using IntakePipeline.Calendar;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Submissions;

/// <summary>What a reconciliation found.</summary>
/// <param name="Envelopes">Envelopes in the inbox.</param>
/// <param name="Registered">Registered by this run.</param>
/// <param name="Refused">Refused by this run.</param>
public sealed record Reconciliation(int Envelopes, int Registered, int Refused);

/// <summary>Compares the inbox with the book and files what a missed event left. Blob events get lost; filings must not.</summary>
/// <param name="inbox">The inbox.</param>
/// <param name="ledger">The book.</param>
/// <param name="rejections">What has been refused already.</param>
/// <param name="intake">Files what is found.</param>
/// <param name="clock">The official time.</param>
public sealed class InboxReconciler(IInbox inbox, ILedgerStore ledger, IRejectionStore rejections, DepositedIntake intake, OfficialClock clock)
{
    /// <summary>Younger envelopes are left to their event. Racing it would be harmless, only work done twice.</summary>
    public static readonly Duration Grace = Duration.FromMinutes(1);

    private const int Page = 1000;

    /// <summary>Runs once over the whole inbox, in bounded memory.</summary>
    public Task<Reconciliation> RunAsync(CancellationToken cancellationToken) => RunAsync(Grace, cancellationToken);

    /// <summary>The same with another patience.</summary>
    public async Task<Reconciliation> RunAsync(Duration grace, CancellationToken cancellationToken)
    {
        var result = new Reconciliation(0, 0, 0);
        var page = new List<InboxEnvelope>(Page);
        await foreach (var envelope in inbox.ListEnvelopesAsync(cancellationToken))
        {
            page.Add(envelope);
            if (page.Count < Page)
                continue;
            result = await ReconcileAsync(page, grace, result, cancellationToken);
            page.Clear();
        }

        return page.Count == 0 ? result : await ReconcileAsync(page, grace, result, cancellationToken);
    }

    private async Task<Reconciliation> ReconcileAsync(List<InboxEnvelope> page, Duration grace, Reconciliation result, CancellationToken cancellationToken)
    {
        result = result with { Envelopes = result.Envelopes + page.Count };
        var registered = await RegisteredKeysAsync(page, cancellationToken);
        foreach (var envelope in page.Where(e => !registered.Contains(e.Key) && !IsYoung(e.StoredAt, grace)))
        {
            // Refused as it stands now: an envelope written again after its refusal is another attempt.
            if (await rejections.FindLastAsync(envelope.Key, cancellationToken) is { } rejection && rejection.At >= envelope.StoredAt)
                continue;
            result = await intake.CollectAsync(envelope.Key, cancellationToken) switch
            {
                IntakeOutcome.Registered => result with { Registered = result.Registered + 1 },
                IntakeOutcome.Refused or IntakeOutcome.KeyInUse => result with { Refused = result.Refused + 1 },
                _ => result,
            };
        }

        return result;
    }

    // A stamp from further ahead is not young: this host's clock was set back, and waiting for it to catch up would hold everything up.
    private bool IsYoung(Instant storedAt, Duration grace) => storedAt + grace > clock.Now && storedAt <= clock.Now + grace;

    /// <summary>The keys of a page that are in the book, in one range query: blobs and rows sort differently, so the range is the page's own extremes.</summary>
    private async Task<HashSet<SubmissionKey>> RegisteredKeysAsync(List<InboxEnvelope> page, CancellationToken cancellationToken)
    {
        var keys = page.Select(e => e.Key).OrderBy(k => k.Value, StringComparer.Ordinal).ToList();
        var wanted = keys.ToHashSet();
        var registered = new HashSet<SubmissionKey>();
        await foreach (var key in ledger.ListKeysAsync(keys[0], keys[^1], cancellationToken))
        {
            if (wanted.Contains(key))
                registered.Add(key);
        }

        return registered;
    }
}
