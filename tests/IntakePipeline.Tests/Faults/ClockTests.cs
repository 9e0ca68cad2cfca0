using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Hosting;
using IntakePipeline.Tests.Submissions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Tests.Faults;

public sealed class ClockTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_clock_set_back_an_hour_neither_holds_anything_up_nor_disorders_the_book()
    {
        var account = await azurite.NewAccountAsync();
        await using var desk = await Desk.OpenAsync(azurite, account: account);
        var first = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("RT-1"))).Entry;
        await desk.DropAsync(Posting.Clean("RT-2"));

        // The same storage, seen by a host whose clock is an hour behind storage's own.
        var time = new ManualTime(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(SignedForms.Trusted)
            .AddIntake(new StorageConnection(account), OfficialClock.Showing(new LocalDateTime(2012, 6, 20, 8, 0), time), new PublicAddress(new Uri("http://127.0.0.1:7071")))
            .BuildServiceProvider();

        Assert.Equal(1, (await services.GetRequiredService<InboxReconciler>().RunAsync(default)).Registered);
        Assert.Equal(2, await services.GetRequiredService<Outbox>().ResendAsync(default));
        var third = Assert.IsType<IntakeOutcome.Registered>(await services.GetRequiredService<PostedIntake>().ReceiveAsync(Posting.Clean("RT-3").Parts(), default)).Entry;
        Assert.Equal(3, third.Number.Sequence);
        // Filing goes by storage's clock, which went on.
        Assert.True(third.Draft.FiledAt >= first.Draft.FiledAt - Duration.FromSeconds(5));

        foreach (var sequence in Enumerable.Range(1, 3))
            await services.GetRequiredService<SubmissionProcessing>().ProcessAsync(new RegistryNumber(2012, sequence), default);
        var found = new List<AuditFinding>();
        await services.GetRequiredService<RegisterAudit>().RunAsync(Duration.Zero, found.Add, default);
        Assert.Empty(found);
    }
}
