using System.Security.Cryptography.Pkcs;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Timestamps;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Receipts.Timestamps;

public sealed class TimestampTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_receipt_is_stamped_by_a_real_authority_once_it_answers_and_stays_as_it_is()
    {
        await using var authority = await OpensslAuthority.StartAsync();
        await using var desk = await Desk.OpenAsync(azurite);
        var entry = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("RT-1"))).Entry;
        var pdf = (await desk.Get<IReceiptStore>().FindAsync(entry.Csv, ReceiptForm.Pdf, default))!.Value.ToArray();
        using var stamps = StampsOf(desk, authority.Address);

        // Away, then answering nonsense: it is asked for again each time, later.
        authority.Mood = Mood.Away;
        Assert.False(await stamps.StampAsync(entry.Csv, 0, default));
        authority.Mood = Mood.Nonsense;
        Assert.False(await stamps.StampAsync(entry.Csv, 1, default));
        authority.Mood = Mood.OtherData;
        Assert.False(await stamps.StampAsync(entry.Csv, 2, default));
        Assert.Null(await stamps.FindAsync(entry.Csv, default));
        Assert.Equal(3, (await desk.Storage.Queues.GetQueueClient(Pipeline.Queues.Timestamps).GetPropertiesAsync()).Value.ApproximateMessagesCount);

        authority.Mood = Mood.Serving;
        Assert.True(await stamps.StampAsync(entry.Csv, 3, default));
        var token = (await stamps.FindAsync(entry.Csv, default))!.Value.ToArray();
        Assert.True(Rfc3161TimestampToken.TryDecode(token, out var decoded, out _));
        Assert.True(decoded.VerifySignatureForData(pdf, out _));
        await authority.VerifyAsync(token, pdf);

        // Stamping again keeps the first; the receipt itself is untouched.
        Assert.True(await stamps.StampAsync(entry.Csv, 0, default));
        Assert.Equal(token, (await stamps.FindAsync(entry.Csv, default))!.Value.ToArray());
        Assert.Equal(pdf, (await desk.Get<IReceiptStore>().FindAsync(entry.Csv, ReceiptForm.Pdf, default))!.Value.ToArray());
    }

    [Fact]
    public async Task Without_an_authority_nothing_is_asked_for()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        await desk.Get<TimestampDesk>().RequestAsync(VerificationCode.Create(), default);
        Assert.Equal(0, (await desk.Storage.Queues.GetQueueClient(Pipeline.Queues.Timestamps).GetPropertiesAsync()).Value.ApproximateMessagesCount);
        using var stamps = StampsOf(desk, new Uri("http://127.0.0.1:9/"));
        var code = VerificationCode.Create();
        await stamps.RequestAsync(code, default);
        var message = (await desk.Storage.Queues.GetQueueClient(Pipeline.Queues.Timestamps).ReceiveMessageAsync()).Value;
        Assert.Equal(code, message.Body.ToObjectFromJson<TimestampMessage>()!.ToCode());
    }

    private static TimestampDesk StampsOf(Desk desk, Uri authority) => new(
        desk.Get<IReceiptStore>(), desk.Get<ITimestampStore>(), desk.Get<ITimestampQueue>(), new Sealing(DevelopmentSeal.OfThisProcess, authority));
}
