using System.Text;
using Azure.Storage.Blobs;
using IntakePipeline.Calendar;
using IntakePipeline.Forgetting;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Local;
using IntakePipeline.Tests.Registry;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Forgetting;

public sealed class ForgetTests(AzuriteFixture azurite)
{
    private static readonly string[] Personal = ["B12345674", "12345678Z", "Il·lusió", "Núria", "x@example.org", "memoria-nuria.pdf"];

    [Fact]
    public async Task What_was_refused_loses_everything_personal_and_stays_a_proof()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var refused = await RefuseAsync(desk, "old");
        var before = await AllOf(desk.Storage.Blobs);
        Assert.Contains(Personal, word => before.Any(b => b.Content.Contains(word, StringComparison.Ordinal)));

        var done = await ForgetAsync(desk, apply: true);

        Assert.Equal(new Forgotten(1, 1, 2, 0, 0), done);
        Assert.Empty(await NamesAsync(desk, Pipeline.Containers.Inbox));
        var left = await AllOf(desk.Storage.Blobs);
        Assert.All(left, b => Assert.All(Personal, word => Assert.DoesNotContain(word, b.Content + b.Name, StringComparison.OrdinalIgnoreCase)));
        var proof = (await desk.Get<IRejectionStore>().FindLastAsync(Drafts.Key("old"), default))!;
        Assert.Equal((refused.Id, refused.At, refused.Envelope), (proof.Id, proof.At, proof.Envelope));
        Assert.Equal(refused.Faults.Select(f => f.Code), proof.Faults.Select(f => f.Code));
        Assert.Equal(refused.Files.Select(f => f.Digest), proof.Files.Select(f => f.Digest));
        Assert.Contains(left, b => b.Name.EndsWith(".txt", StringComparison.Ordinal) && b.Content.Contains(refused.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Looking_forgets_nothing_and_a_second_run_finds_nothing_left()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        await RefuseAsync(desk, "old");
        var before = await AllOf(desk.Storage.Blobs);

        Assert.Equal(new Forgotten(1, 1, 2, 0, 0), await ForgetAsync(desk, apply: false));
        Assert.Equal(before, await AllOf(desk.Storage.Blobs));
        await ForgetAsync(desk, apply: true);
        Assert.Equal(new Forgotten(0, 0, 0, 1, 0), await ForgetAsync(desk, apply: true));
    }

    [Fact]
    public async Task What_is_young_is_kept_whole()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        await RefuseAsync(desk, "young");
        var before = await AllOf(desk.Storage.Blobs);

        var done = await desk.Get<ForgetDesk>().RunAsync(desk.Get<OfficialClock>().Now - Duration.FromHours(1), apply: true, default);

        Assert.Equal(new Forgotten(0, 0, 0, 0, 1), done);
        Assert.Equal(before, await AllOf(desk.Storage.Blobs));
    }

    [Fact]
    public async Task What_is_registered_and_what_is_in_custody_is_not_touched()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        // Refused first, then filed rightly under the same key.
        await RefuseAsync(desk, "mended");
        var registered = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("mended")));
        var custody = await AllOf(desk.Storage.Blobs, Pipeline.Containers.Custody, Pipeline.Containers.Receipts);
        var inbox = await NamesAsync(desk, Pipeline.Containers.Inbox);
        var book = await desk.Ledger.FindAsync(registered.Entry.Number, default);

        var done = await ForgetAsync(desk, apply: true);

        Assert.Equal((1, 0), (done.Rejections, done.Folders));
        Assert.Equal(inbox, await NamesAsync(desk, Pipeline.Containers.Inbox));
        Assert.Equal(custody, await AllOf(desk.Storage.Blobs, Pipeline.Containers.Custody, Pipeline.Containers.Receipts));
        Assert.Equal(book!.Hash, (await desk.Ledger.FindAsync(registered.Entry.Number, default))!.Hash);
        foreach (var document in registered.Entry.Draft.Documents)
            Assert.Equal(document.Digest, await desk.DigestInCustodyAsync(document.Digest));
    }

    [Fact]
    public async Task A_forgotten_attempt_is_not_taken_up_again_by_the_reconciler()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        await desk.DropAsync(Posting.Clean("dropped") with { Signature = null });
        Assert.IsType<IntakeOutcome.Refused>(await desk.CollectAsync("dropped"));

        await ForgetAsync(desk, apply: true);

        Assert.Equal(new Reconciliation(0, 0, 0), await desk.Get<InboxReconciler>().RunAsync(Duration.Zero, default));
        Assert.Equal(0, await desk.EntriesAsync());
    }

    [Fact]
    public async Task The_command_counts_then_does_and_never_before_its_time()
    {
        var storage = await azurite.NewAccountAsync();
        // Refused in 2012, by the official clock of then.
        await using var desk = await Desk.OpenAsync(azurite, account: storage);
        await RefuseAsync(desk, "old");

        var (_, counted, _) = await RunningIntake.ProgramAsync("forget", "--storage", storage);
        var (code, done, _) = await RunningIntake.ProgramAsync("forget", "--storage", storage, "--apply");
        var (early, _, complaint) = await RunningIntake.ProgramAsync("forget", "--storage", storage, "--years", "3");

        Assert.Contains("1 rejections to redact", counted, StringComparison.Ordinal);
        Assert.Contains("1 rejections redacted", done, StringComparison.Ordinal);
        Assert.Equal((0, 1), (code, early));
        Assert.Contains("4 years at least", complaint, StringComparison.Ordinal);
    }

    private static Task<Forgotten> ForgetAsync(Desk desk, bool apply) =>
        desk.Get<ForgetDesk>().RunAsync(desk.Get<OfficialClock>().Now + Duration.FromMinutes(1), apply, default);

    /// <summary>Refused for want of a signature: its memoria and another file lie in the inbox, its envelope in rechazos.</summary>
    private static async Task<Rejection> RefuseAsync(Desk desk, string key)
    {
        var posting = Posting.Clean(key) with { Signature = null };
        return Assert.IsType<IntakeOutcome.Refused>(await desk.PostAsync(posting with { Files = [.. posting.Files, ("memoria-nuria.pdf", "%PDF"u8.ToArray())] })).Rejection;
    }

    private static async Task<List<string>> NamesAsync(Desk desk, string container) => [.. (await AllOf(desk.Storage.Blobs, container)).Select(b => b.Name)];

    private static async Task<List<(string Name, string Content)>> AllOf(BlobServiceClient blobs, params string[] containers)
    {
        var found = new List<(string, string)>();
        foreach (var container in containers is [] ? [Pipeline.Containers.Inbox, Pipeline.Containers.Rejections] : containers)
        {
            await foreach (var item in blobs.GetBlobContainerClient(container).GetBlobsAsync())
                found.Add(($"{container}/{item.Name}", Encoding.UTF8.GetString((await blobs.GetBlobContainerClient(container).GetBlobClient(item.Name).DownloadContentAsync()).Value.Content)));
        }

        return found;
    }
}
