using IntakePipeline.Evaluation;
using IntakePipeline.Local;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Submissions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Tests.Faults;

/// <summary>The host that comes after: mends what the one before left, and tells whether everything is as it must be.</summary>
internal sealed class Survivor : IAsyncDisposable
{
    private readonly IntakeHost host;

    private Survivor(IntakeHost host) => this.host = host;

    public Uri Address => host.Address;

    public IServiceProvider Services => host.Services;

    public static async Task<Survivor> StartAsync(string storage, LocalDateTime? official = null) => new(await IntakeHost.StartAsync(new IntakeHostOptions
    {
        Storage = storage,
        RegistryKey = ChildHost.Key,
        Signatures = SignedForms.Trusted,
        OfficialTime = official ?? new LocalDateTime(2012, 6, 20, 9, 30),
        PublicAddress = new Uri("https://registre.example"),
        Pace = new HostPace { ShortestScanInterval = TimeSpan.FromMilliseconds(100), LongestScanInterval = TimeSpan.FromMilliseconds(500) },
    }));

    /// <summary>What the timers do, without their patience, until nothing is under way.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var (outbox, ledger) = (Services.GetRequiredService<Outbox>(), Services.GetRequiredService<ILedgerStore>());
        for (var round = 0; round < 12; round++)
        {
            await Services.GetRequiredService<InboxReconciler>().RunAsync(Duration.Zero, cancellationToken);
            if (await outbox.ResendAsync(Duration.Zero, cancellationToken) == 0)
                return;
            for (var look = 0; look < 50 && await ledger.ListUnfinishedAsync(cancellationToken).AnyAsync(cancellationToken); look++)
                await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>Lets the host work until nothing is under way, or for so long.</summary>
    public async Task RestAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var ledger = Services.GetRequiredService<ILedgerStore>();
        for (var left = atMost; left > TimeSpan.Zero; left -= TimeSpan.FromMilliseconds(100))
        {
            await Task.Delay(100, cancellationToken);
            try
            {
                if (!await ledger.ListUnfinishedAsync(cancellationToken).AnyAsync(cancellationToken))
                    return;
            }
            catch (Exception e) when (e is Azure.RequestFailedException or AggregateException)
            {
                // Storage is not well; that is what it is about.
            }
        }
    }

    /// <summary>Everything that is not as it must be, by the audit and by the sender's own log; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync(Sender sender, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        await Services.GetRequiredService<RegisterAudit>().RunAsync(
            Duration.Zero, f => { if (f.IsFault) found.Add($"{f.Code} {f.Place}: {f.Detail}"); }, cancellationToken);

        var ledger = Services.GetRequiredService<ILedgerStore>();
        var numbers = new HashSet<RegistryNumber>();
        foreach (var (key, receipts) in sender.Receipts)
        {
            if (receipts.Distinct(StringComparer.Ordinal).Count() != 1)
                found.Add($"{key} was given different receipts");
            if (!SubmissionKey.TryParse(key, out var submission) || await ledger.FindAsync(submission, cancellationToken) is not { } entry)
                found.Add($"{key} was acknowledged and is not in the book");
            else if (ReceiptJson.Read(Convert.FromBase64String(receipts.First())).Number != entry.Number || !numbers.Add(entry.Number))
                found.Add($"{key} was acknowledged with another number than that in the book");
            else
                await CheckEndAsync(entry, found, cancellationToken);
        }

        return found;
    }

    /// <summary>Each application reaches its end once: no event of its history is told twice.</summary>
    private async Task CheckEndAsync(RegistryEntry entry, List<string> found, CancellationToken cancellationToken)
    {
        if (entry.Draft.Kind is not EntryKind.Filing)
            return;
        var told = (await Services.GetRequiredService<IExpedienteStore>().HistoryAsync(ExpedienteKey.Of(entry), cancellationToken)).Select(h => h.What).ToList();
        if (told.Count < 2 || told.Distinct(StringComparer.Ordinal).Count() != told.Count)
            found.Add($"{entry.Number} has the history {string.Join(", ", told)}");
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
