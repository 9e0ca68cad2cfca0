using Azure.Storage.Queues.Models;
using IntakePipeline.Tests.Azurite;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Tests.Hosting;

public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_message_is_bound_as_text_bytes_binary_message_or_record()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Bindings>();
        foreach (var kind in new[] { "text", "bytes", "binary", "message", "record" })
            await setup.Queue(kind).SendMessageAsync("""{ "presentacion": "RT-1", "version": 2 }""");

        await setup.Journal.WaitForAsync(5);

        Assert.Equal(
            [
                """binary { "presentacion": "RT-1", "version": 2 }""",
                "bytes 40",
                """message { "presentacion": "RT-1", "version": 2 }, attempt 1, own id, same context""",
                "record Pointer { Version = 2, Presentacion = RT-1 }",
                """text { "presentacion": "RT-1", "version": 2 }""",
            ],
            setup.Journal.Entries.Order(StringComparer.Ordinal));
        foreach (var kind in new[] { "text", "bytes", "binary", "message", "record" })
            await HostSetup.UntilEmptyAsync(setup.Queue(kind));
    }

    [Fact]
    public async Task A_failed_message_is_tried_again_until_it_succeeds()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Failing>();
        await setup.Queue("failing").SendMessageAsync("3");

        await setup.Journal.WaitForAsync("succeeded at 3");
        await HostSetup.UntilEmptyAsync(setup.Queue("failing"));

        Assert.Equal(["failed at 1", "failed at 2", "succeeded at 3"], setup.Journal.Entries);
        Assert.False(await setup.Queue("failing-poison").ExistsAsync());
    }

    [Fact]
    public async Task A_message_that_fails_five_times_moves_to_the_poison_queue()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Failing>();
        await setup.Queue("failing").SendMessageAsync("99");

        Assert.Equal("99", await HostSetup.TakeAsync(setup.Queue("failing-poison")));
        await HostSetup.UntilEmptyAsync(setup.Queue("failing"));
        Assert.Equal(5, setup.Journal.Entries.Count);
    }

    [Fact]
    public async Task A_message_of_a_poison_queue_is_tried_until_it_succeeds()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<PoisonReader>();
        await setup.Queue("dead-poison").SendMessageAsync("7");

        await setup.Journal.WaitForAsync("succeeded at 7");
        await HostSetup.UntilEmptyAsync(setup.Queue("dead-poison"));
    }

    [Fact]
    public async Task A_badly_encoded_message_goes_straight_to_the_poison_queue_as_it_was()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Failing>();
        await setup.RawQueue($"{setup.Test}-failing").SendMessageAsync("¡això no és base64!");

        Assert.Equal("¡això no és base64!", await HostSetup.TakeAsync(setup.RawQueue($"{setup.Test}-failing-poison")));
        await HostSetup.UntilEmptyAsync(setup.Queue("failing"));
        Assert.Empty(setup.Journal.Entries);
    }

    [Fact]
    public async Task What_is_no_json_fails_like_any_other_message()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Bindings>();
        await setup.Queue("record").SendMessageAsync("{ not json");

        Assert.Equal("{ not json", await HostSetup.TakeAsync(setup.Queue("record-poison")));
        Assert.Empty(setup.Journal.Entries);
    }

    [Fact]
    public async Task A_call_longer_than_the_invisibility_keeps_its_message()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Slow>(o => o with { Pace = o.Pace with { MessageInvisibility = TimeSpan.FromSeconds(2) } });
        await using var rival = await setup.StartAsync<Slow>(o => o with { Pace = o.Pace with { MessageInvisibility = TimeSpan.FromSeconds(2) } });
        await setup.Queue("slow").SendMessageAsync("x");

        await setup.Journal.WaitForAsync("began");
        await Task.Delay(TimeSpan.FromSeconds(5));
        setup.Journal.Open();
        await HostSetup.UntilEmptyAsync(setup.Queue("slow"));

        Assert.Equal(["began", "ended"], setup.Journal.Entries);
    }

    [Fact]
    public async Task Two_hosts_share_a_queue_and_each_message_succeeds_once()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Sharing>();
        await using var other = await setup.StartAsync<Sharing>();
        var messages = Enumerable.Range(0, 40).Select(i => $"message {i}").ToList();
        await Task.WhenAll(messages.Select(m => setup.Queue("sharing").SendMessageAsync(m)));

        await setup.Journal.WaitForAsync(messages.Count);
        await HostSetup.UntilEmptyAsync(setup.Queue("sharing"));

        Assert.Equal(messages.Order(StringComparer.Ordinal), setup.Journal.Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_function_class_lives_for_one_call_with_services_of_that_call()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Disposed>();
        await setup.Queue("disposed").SendMessageAsync("x");

        await setup.Journal.WaitForAsync("disposed");

        Assert.Equal(["called", "disposed"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_call_leaves_one_line_in_the_log_without_what_came_in()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Sharing>();
        await setup.Queue("sharing").SendMessageAsync("12345678Z");
        await setup.Journal.WaitForAsync("12345678Z");
        await HostSetup.UntilEmptyAsync(setup.Queue("sharing"));

        var line = Assert.Single(setup.Log.Lines, line => line.Category == "Function.sharing");
        Assert.Matches($"^sharing succeeded in [0-9]+ ms: message [0-9a-f-]+ of queue {setup.Test}-sharing, attempt 1 \\([0-9a-f-]+\\)$", line.Text);
        Assert.DoesNotContain(setup.Log.Lines, l => l.Text.Contains("12345678Z", StringComparison.Ordinal));
    }

    public sealed record Pointer(int Version, string Presentacion);

    public sealed class Bindings(Journal journal)
    {
        [Function("text")]
        public void Text([QueueTrigger("%test%-text")] string body) => journal.Write("text " + body);

        [Function("bytes")]
        public ValueTask Bytes([QueueTrigger("%test%-bytes")] byte[] body)
        {
            journal.Write($"bytes {body.Length}");
            return ValueTask.CompletedTask;
        }

        [Function("binary")]
        public Task<int> Binary([QueueTrigger("%test%-binary")] BinaryData body, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            journal.Write($"binary {body}");
            return Task.FromResult(1);
        }

        [Function("message")]
        public async ValueTask<int> Message([QueueTrigger("%test%-message")] QueueMessage body, int dequeueCount, string id, FunctionContext context)
        {
            await Task.Yield();
            var sameId = id == body.MessageId ? "own id" : "other id";
            var sameContext = context.FunctionDefinition.Name == "message" && context.BindingContext.BindingData["ID"] is string ? "same context" : "other context";
            journal.Write($"message {body.Body}, attempt {dequeueCount}, {sameId}, {sameContext}");
            return 0;
        }

        [Function("record")]
        public async Task Record([QueueTrigger("%test%-record")] Pointer pointer)
        {
            await Task.Yield();
            journal.Write($"record {pointer}");
        }
    }

    public sealed class Failing(Journal journal)
    {
        [Function("failing")]
        public void Run([QueueTrigger("%test%-failing")] string succeedsAt, long dequeueCount) => SucceedAt(succeedsAt, dequeueCount, journal);

        internal static void SucceedAt(string succeedsAt, long attempt, Journal journal)
        {
            if (succeedsAt != $"{attempt}")
            {
                journal.Write($"failed at {attempt}");
                throw new InvalidOperationException("as the test wants");
            }

            journal.Write($"succeeded at {attempt}");
        }
    }

    public sealed class PoisonReader(Journal journal)
    {
        [Function("dead")]
        public void Run([QueueTrigger("%test%-dead-poison")] string succeedsAt, long dequeueCount) => Failing.SucceedAt(succeedsAt, dequeueCount, journal);
    }

    public sealed class Slow(Journal journal)
    {
        [Function("slow")]
        public async Task Run([QueueTrigger("%test%-slow")] string body)
        {
            Assert.Equal("x", body);
            journal.Write("began");
            await journal.Gate;
            journal.Write("ended");
        }
    }

    public sealed class Sharing(Journal journal)
    {
        [Function("sharing")]
        public async Task Run([QueueTrigger("%test%-sharing")] string body)
        {
            await Task.Delay(20);
            journal.Write(body);
        }
    }

    public sealed class Disposed(Journal journal) : IAsyncDisposable
    {
        [Function("disposed")]
        public void Run([QueueTrigger("%test%-disposed")] string body)
        {
            Assert.NotEmpty(body);
            journal.Write("called");
        }

        public ValueTask DisposeAsync()
        {
            journal.Write("disposed");
            return ValueTask.CompletedTask;
        }
    }
}
