using IntakePipeline.Local.Filing;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Registry;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Functions;

/// <summary>What is told to whoever leaves a refused submission once more, while no host has come to it yet.</summary>
public sealed class BlobDoorTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_was_mended_waits_for_its_own_answer_however_slow_the_host()
    {
        var account = await azurite.NewAccountAsync();
        var clean = Posting.Clean("RT-1");
        await using (await RunningHost.StartAsync(azurite, account))
            Assert.IsType<FilingOutcome.Refused>(await DropAsync(account, clean with { Signature = null }, Patience));

        var mended = DropAsync(account, clean, Patience);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.False(mended.IsCompleted);
        await using var late = await RunningHost.StartAsync(azurite, account);
        Assert.IsType<FilingOutcome.Registered>(await mended);
    }

    [Fact]
    public async Task What_is_the_same_gets_the_old_answer_and_what_came_to_nothing_new_gets_it_in_the_end()
    {
        var account = await azurite.NewAccountAsync();
        var unsigned = Posting.Clean("RT-1") with { Signature = null };
        await using (await RunningHost.StartAsync(azurite, account))
            Assert.IsType<FilingOutcome.Refused>(await DropAsync(account, unsigned, Patience));

        Assert.IsType<FilingOutcome.Refused>(await DropAsync(account, unsigned, Patience));
        Assert.IsType<FilingOutcome.Refused>(await DropAsync(account, unsigned with { Signature = [1] }, TimeSpan.FromSeconds(1)));
    }

    private static Task<FilingOutcome> DropAsync(string account, Posting posting, TimeSpan patience) =>
        new BlobDoor(new StorageConnection(account)) { SameAgainPatience = TimeSpan.FromMilliseconds(500) }.FileAsync(
            Drafts.Key(posting.Key), new SubmissionFolder(posting.Envelope, posting.Signature, [.. posting.Files.Select(f => new SubmissionFile(f.Name, () => new MemoryStream(f.Content)))]), patience, default);
}
