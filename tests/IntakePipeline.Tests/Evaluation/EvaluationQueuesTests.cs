using IntakePipeline.Evaluation;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Evaluation;

public sealed class EvaluationQueuesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_first_message_makes_the_departments_queue_and_no_message_ever_expires()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        Assert.False(await bench.DepartmentQueue().ExistsAsync());
        await bench.Queue.SendAsync(bench.Department, Item(bench, 1), CancellationToken.None);
        await bench.Queue.SendAsync(bench.Department, Item(bench, 2), CancellationToken.None);

        var messages = (await bench.DepartmentQueue().PeekMessagesAsync(maxMessages: 10)).Value;
        Assert.Equal([Item(bench, 1).ToJson(), Item(bench, 2).ToJson()], messages.Select(m => m.MessageText));
        Assert.All(messages, m => Assert.True(m.ExpiresOn > m.InsertedOn!.Value.AddYears(1000)));
    }

    [Fact]
    public async Task Many_hosts_may_send_the_first_message_at_once()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => bench.Queue.SendAsync(bench.Department, Item(bench, i), CancellationToken.None)));
        Assert.Equal(8, (await bench.TakeMessagesAsync()).Count);
    }

    private static EvaluationItem Item(EvaluationBench bench, int sequence) => EvaluationItem.For(
        Expediente.Open(bench.Entry(sequence), Entries.Noon), new ExpedienteState.InEvaluation(bench.Department, Entries.Phase, null));
}
