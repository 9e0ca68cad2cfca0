using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using IntakePipeline.Registry;
using IntakePipeline.Telemetry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Telemetry;

public sealed class TraceTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task One_trace_follows_a_submission_from_the_door_through_the_queue()
    {
        using var spans = new Spans();
        await using var host = await RunningHost.StartAsync(azurite);

        using var created = await host.PostAsync(Posting.Clean("traced"));
        var registro = (await RunningHost.JsonAsync(created)).GetProperty("registro").GetString();

        // Other tests register entries of the same number: theirs have other traces.
        var (received, processed) = await RunningHost.EventuallyAsync<(Activity, Activity)>(() => Task.FromResult<(Activity, Activity)?>(
            spans.All.Where(a => a.OperationName == "submission.receive" && a.GetTagItem("door") is "http")
                .SelectMany(r => spans.All.Where(p => p.OperationName == "submission.process" && p.TraceId == r.TraceId), (r, p) => (r, p))
                .Where(pair => pair.p.GetTagItem("registro") is string number && number == registro)
                .Select(pair => ((Activity, Activity)?)pair).FirstOrDefault()));

        Assert.Equal(received.TraceId, processed.TraceId);
        Assert.Equal(ActivityKind.Consumer, processed.Kind);
        Assert.Equal(registro, received.GetTagItem("registro"));
        Assert.Equal("Registered", received.GetTagItem("outcome"));
    }

    [Fact]
    public async Task The_message_carries_its_trace_and_is_read_without_it()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        using var activity = PipelineTelemetry.Source.StartActivity("test");
        Assert.NotNull(activity);

        await desk.Get<IProcessingQueue>().SendAsync(new RegistryNumber(2012, 7), default);

        var sent = await PeekAsync(desk.Storage.Queues.GetQueueClient(Pipeline.Queues.Processing));
        Assert.Equal($$"""{"version":1,"registro":"2012/000007","traceparent":"{{activity.Id}}"}""", sent);
        Assert.Equal(new RegistryNumber(2012, 7), JsonSerializer.Deserialize<ProcessingMessage>(sent)!.ToNumber());
        // What was sent by an earlier version, or by hand.
        var old = JsonSerializer.Deserialize<ProcessingMessage>("""{"version":1,"registro":"2012/000007"}""")!;
        Assert.Equal((new RegistryNumber(2012, 7), null), (old.ToNumber(), old.TraceParent));
        Assert.DoesNotContain("traceparent", Encoding.UTF8.GetString(old.ToBinaryData()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-zz-1-01")]
    [InlineData("<script>")]
    public void A_trace_that_cannot_be_read_begins_another(string? traceParent)
    {
        using var activity = PipelineTelemetry.Continue("submission.process", traceParent);
        Assert.NotNull(activity);
        Assert.Equal(ActivityIdFormat.W3C, activity.IdFormat);
    }

    private static async Task<string> PeekAsync(QueueClient queue) => (await queue.PeekMessageAsync()).Value.Body.ToString();

    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener listener;

        public Spans()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == PipelineTelemetry.Name,
                Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = All.Enqueue,
            };
            ActivitySource.AddActivityListener(listener);
        }

        public ConcurrentQueue<Activity> All { get; } = [];

        public void Dispose() => listener.Dispose();
    }
}
