using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntakePipeline.Local.Hosting.Invocation;
using IntakePipeline.Local.Hosting.Settings;
using IntakePipeline.Local.Hosting.Storage;

namespace IntakePipeline.Local.Hosting.Queues;

/// <summary>Calls one function for each message of its queue.</summary>
internal sealed class QueueListener : IListener
{
    private readonly LocalFunction function;
    private readonly QueueTrigger trigger;
    private readonly QueueSettings settings;
    private readonly FunctionRunner runner;
    private readonly QueueClient queue;
    private readonly MessagePump pump;

    public QueueListener(LocalFunction function, QueueTrigger trigger, QueueSettings settings, ListenerContext context)
    {
        (this.function, this.trigger, this.settings, runner) = (function, trigger, settings, context.Runner);
        queue = HostStorage.Queue(trigger.ConnectionString, trigger.Queue);
        var pumpSettings = new PumpSettings(
            settings.BatchSize, settings.NewBatchThreshold, settings.MaxDequeueCount, settings.VisibilityTimeout, settings.MaxPollingInterval);
        pump = new MessagePump(queue, pumpSettings, HandleAsync, trigger.PoisonQueue is null ? null : GiveUpAsync, context);
    }

    public Task PrepareAsync(CancellationToken cancellationToken) => queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    public Task RunAsync(CancellationToken stopping) => pump.RunAsync(stopping);

    public void Wake(string queueOrContainer)
    {
        if (queueOrContainer == trigger.Queue)
            pump.Wake();
    }

    private async Task<MessageFate> HandleAsync(QueueMessage message, CancellationToken lost)
    {
        if (!settings.MessageEncoding.TryDecode(message.MessageText, out var body))
            return MessageFate.Hopeless;
        var decoded = QueuesModelFactory.QueueMessage(
            message.MessageId, message.PopReceipt, body, message.DequeueCount, message.NextVisibleOn, message.InsertedOn, message.ExpiresOn);
        var outcome = await runner.RunAsync(function, trigger.EventOf(decoded), lost);
        return outcome switch
        {
            { Succeeded: true } => MessageFate.Done,
            { WasCutOff: true } => MessageFate.CutOff,
            _ => MessageFate.Failed,
        };
    }

    private async Task GiveUpAsync(QueueMessage message)
    {
        var poison = HostStorage.Queue(trigger.ConnectionString, trigger.PoisonQueue!);
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.MessageText, timeToLive: MessagePump.Forever);
    }
}
