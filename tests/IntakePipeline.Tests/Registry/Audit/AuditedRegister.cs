using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Hosting;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Registry.Audit;

/// <summary>
/// A small register with something of everything: 1 an application cured by its answer 2, 3 to 5 applications that await correction, 6 a version that
/// gives way to 7, attempts that were refused, and the digests of these days.
/// </summary>
public sealed class AuditedRegister(AzuriteFixture azurite) : IAsyncLifetime
{
    private Correcting? correcting;

    internal Correcting Correcting => correcting!;

    internal Desk Desk => Correcting.Desk;

    public async ValueTask InitializeAsync()
    {
        correcting = await Correcting.StartAsync(azurite);
        await correcting.ReceiveAsync();
        await correcting.AnswerAsync(correcting.Answer("RS-1"));
        foreach (var key in new[] { "RT-3", "RT-4", "RT-5" })
            await FileAsync(Posting.Clean(key));
        foreach (var key in new[] { "RT-6", "RT-7" })
            await FileAsync(Posting.Clean(key, spoil: form => form["proyecto"]!["referencia"] = "P-versions"));
        Assert.IsType<IntakeOutcome.Refused>(await Desk.PostAsync(Posting.Clean("RT-8") with { Signature = null }));
        await Desk.DropAsync(Posting.Clean("RT-9") with { Signature = null });
        Assert.IsType<IntakeOutcome.Refused>(await Desk.CollectAsync("RT-9"));
        var last = (await Desk.Ledger.FindAsync(new RegistryNumber(2012, 7), default))!.Draft.FiledAt;
        var clock = new OfficialClock(new ManualTime((last + Duration.FromDays(2)).ToDateTimeOffset()));
        await new DigestDesk(Desk.Ledger, Desk.Get<IBookReader>(), Desk.Get<IDigestStore>(), Desk.Get<Sealing>(), clock).RunAsync(default);
    }

    /// <summary>Audits it as it stands; nothing may be under way.</summary>
    public async Task<IReadOnlyList<AuditFinding>> AuditAsync(Duration patience = default)
    {
        var found = new List<AuditFinding>();
        await Desk.Get<RegisterAudit>().RunAsync(patience, found.Add, default);
        return found;
    }

    public ValueTask DisposeAsync() => correcting?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task FileAsync(Posting posting)
    {
        var entry = Assert.IsType<IntakeOutcome.Registered>(await Desk.PostAsync(posting)).Entry;
        await Desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
    }
}
