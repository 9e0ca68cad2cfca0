using System.Globalization;
using Azure.Storage.Queues;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Notifications;
using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Validation;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntakePipeline.Tests.Evaluation;

/// <summary>The real stores of one test: a call and a department of its own in the emulator they all share.</summary>
internal sealed class EvaluationBench
{
    private static int made;

    private readonly StorageConnection storage;

    private EvaluationBench(StorageConnection storage, string name)
    {
        this.storage = storage;
        Call = "prueba-" + name;
        Department = new DepartmentId("prueba-" + name);
        Expedientes = new ExpedienteTable(storage.Tables);
        Requests = new CorrectionRequestTable(storage.Tables);
        Queue = new EvaluationQueues(storage.Queues);
        Notices = new NotificationDesk(
            new NotificationTable(storage.Tables), new NotificationQueue(storage.Queues), new NoTransport(NullLogger<NoTransport>.Instance), Clock, TimeProvider.System);
    }

    public string Call { get; }

    public DepartmentId Department { get; }

    public ExpedienteTable Expedientes { get; }

    public CorrectionRequestTable Requests { get; }

    public EvaluationQueues Queue { get; }

    public INotices Notices { get; }

    public OfficialClock Clock { get; } = new(new StoppedTime());

    /// <param name="azurite">The emulator.</param>
    /// <param name="configure">Sees the options of the storage clients.</param>
    public static async Task<EvaluationBench> CreateAsync(AzuriteFixture azurite, Action<Azure.Core.ClientOptions>? configure = null)
    {
        var connection = new StorageConnection(await azurite.ConnectionStringAsync(), configure);
        foreach (var table in new[] { Pipeline.Tables.Expedientes, Pipeline.Tables.CorrectionRequests, Pipeline.Tables.Notifications })
            await connection.Tables.GetTableClient(table).CreateIfNotExistsAsync();
        return new EvaluationBench(connection, Interlocked.Increment(ref made).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>An entry of this test's call and department; several projects keep several rounds apart.</summary>
    public RegistryEntry Entry(int sequence, bool inTime = true, string project = "P-1", string title = "Sensors d'arròs")
    {
        var entry = Entries.Entry(sequence, inTime, project: project, call: Call, title: title);
        return entry with { Draft = entry.Draft with { Department = Department } };
    }

    public EntryProcessing Processing(IStepObserver? observer = null)
    {
        if (observer is null)
            return new EntryProcessing(Expedientes, Requests, Queue, Clock);
        var stepped = new SteppedStores(Expedientes, Requests, Queue, observer);
        return new EntryProcessing(stepped, stepped, stepped, Clock);
    }

    public Task<ProcessingOutcome> ProcessAsync(RegistryEntry entry, params IReadOnlyList<Finding> findings) =>
        Processing().ProcessAsync(entry, findings, CancellationToken.None);

    public async Task<Expediente> ReadAsync(RegistryEntry entry) =>
        await Expedientes.FindAsync(ExpedienteKey.Of(entry), CancellationToken.None) ?? throw new InvalidOperationException($"{entry.Number} is not there.");

    public async Task<CorrectionRequest?> RequestAsync(RegistryEntry entry) =>
        await Requests.FindAsync(ExpedienteKey.Of(entry), CorrectionRequestNumber.First(entry.Expediente), CancellationToken.None);

    /// <summary>Takes every message off the department's queue.</summary>
    public async Task<IReadOnlyList<EvaluationItem>> TakeMessagesAsync()
    {
        var queue = storage.Queues.GetQueueClient(Pipeline.Queues.EvaluationPrefix + Department.Value);
        var items = new List<EvaluationItem>();
        if (!await queue.ExistsAsync())
            return items;
        while ((await queue.ReceiveMessagesAsync(maxMessages: 32)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                Assert.True(EvaluationItem.TryParse(message.MessageText, out var item));
                items.Add(item);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }

        return items;
    }

    public QueueClient DepartmentQueue() => storage.Queues.GetQueueClient(Pipeline.Queues.EvaluationPrefix + Department.Value);

    /// <summary>What is left of versions of a project when all is said and done: one line each, and the entries whose message counts.</summary>
    public async Task<string> EndAsync(params IReadOnlyList<RegistryEntry> entries)
    {
        var lines = new List<string>();
        foreach (var entry in entries)
        {
            var expediente = await ReadAsync(entry);
            var open = (await RequestAsync(entry))?.State is CorrectionRequestState.Requested ? " with an open request" : "";
            lines.Add($"{entry.Number}: {expediente.State}{open}");
        }

        // A consumer knows repetitions by the entry and drops what is no longer in evaluation.
        var counting = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in await TakeMessagesAsync())
        {
            var named = await Expedientes.FindAsync(item.Expediente, CancellationToken.None);
            if (named?.State is ExpedienteState.InEvaluation)
                counting.Add(item.Entry.ToString());
        }

        return string.Join('\n', lines.Append($"messages: {string.Join(' ', counting)}"));
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2012, 6, 20, 12, 0, 0, TimeSpan.Zero);
    }
}
