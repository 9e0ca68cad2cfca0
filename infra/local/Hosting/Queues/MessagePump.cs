using System.Diagnostics;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntakePipeline.Local.Hosting.Storage;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Queues;

/// <summary>What becomes of a message after it was handled.</summary>
internal enum MessageFate
{
    /// <summary>Dealt with: deleted.</summary>
    Done,

    /// <summary>Failed: tried again, or given up after too many attempts.</summary>
    Failed,

    /// <summary>Can never be dealt with: given up.</summary>
    Hopeless,

    /// <summary>Cut off by the host's end: tried again at once by whoever comes next.</summary>
    CutOff,

    /// <summary>Somebody else is at it: comes back later, as new, without having used up an attempt.</summary>
    Postponed,
}

/// <param name="BatchSize">Messages fetched at a time, from 1 to 32.</param>
/// <param name="NewBatchThreshold">More are fetched when at most so many are in flight.</param>
/// <param name="MaxAttempts">Failed so many times, a message is given up.</param>
/// <param name="RetryDelay">Wait before the next attempt.</param>
/// <param name="LongestWait">Between two looks at an empty queue.</param>
internal sealed record PumpSettings(int BatchSize, int NewBatchThreshold, int MaxAttempts, TimeSpan RetryDelay, TimeSpan LongestWait);

/// <summary>Fetches a queue's messages, has each handled while it stays hidden, and settles it.</summary>
/// <param name="handle">Deals with a message. The token is cancelled when another host may have got the message too. Must not throw.</param>
/// <param name="giveUp">Puts a message that cannot be dealt with where people will find it; null keeps trying for ever.</param>
internal sealed class MessagePump(
    QueueClient queue,
    PumpSettings settings,
    Func<QueueMessage, CancellationToken, Task<MessageFate>> handle,
    Func<QueueMessage, Task>? giveUp,
    ListenerContext context)
{
    /// <summary>Time to live of messages that must not be forgotten.</summary>
    public static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    private readonly HostPace pace = context.Pace;
    private readonly Signal wake = new();
    private readonly Signal finished = new();
    private int inFlight;

    /// <summary>Looks at the queue at once.</summary>
    public void Wake() => wake.Raise();

    /// <summary>Fetches and handles until stopping; returns when the last message in flight is settled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var wait = TimeSpan.Zero;
        await new PollingLoop($"Queue {queue.Name}", context).RunAsync(
            async () =>
            {
                await WhenInFlightAtMostAsync(settings.NewBatchThreshold, stopping);
                await context.Precedence.StandBackAsync(stopping);
                if (stopping.IsCancellationRequested)
                    return TimeSpan.Zero;
                var messages = await ReceiveAsync();
                foreach (var message in messages)
                    Start(message);
                return wait = messages.Length > 0 ? TimeSpan.Zero : PollingLoop.Longer(wait, FirstWait, settings.LongestWait);
            },
            wake,
            stopping);
        await WhenInFlightAtMostAsync(0, CancellationToken.None);
    }

    // Not cancelled by stopping: an answer thrown away would leave its messages hidden from everybody for minutes.
    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            return await queue.ReceiveMessagesAsync(settings.BatchSize, pace.MessageInvisibility);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync();
            return [];
        }
    }

    private void Start(QueueMessage message)
    {
        Interlocked.Increment(ref inFlight);
        _ = Task.Run(async () =>
        {
            try
            {
                await HandleAsync(message);
            }
#pragma warning disable CA1031 // Storage has failed for long; the message comes back when its invisibility ends.
            catch (Exception e)
#pragma warning restore CA1031
            {
                context.Logger.LogWarning(e, "Queue {Queue}: message {Message} could not be settled and will come back", queue.Name, message.MessageId);
            }
            finally
            {
                Interlocked.Decrement(ref inFlight);
                finished.Raise();
            }
        });
    }

    private async Task WhenInFlightAtMostAsync(int count, CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref inFlight) > count && !cancellationToken.IsCancellationRequested)
            await finished.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private async Task HandleAsync(QueueMessage message)
    {
        var popReceipt = message.PopReceipt;
        MessageFate fate;
        await using (var renewal = new Renewal(
            $"Message {message.MessageId} of queue {queue.Name}",
            pace.MessageInvisibility,
            pace.MessageInvisibility / 2,
            async () => popReceipt = (await queue.UpdateMessageAsync(message.MessageId, popReceipt, messageText: null, pace.MessageInvisibility)).Value.PopReceipt,
            context.Logger))
        {
            // Fetched too often without an end: it takes its host down with it. Not once more.
            fate = giveUp is not null && message.DequeueCount > settings.MaxAttempts ? MessageFate.Hopeless : await handle(message, renewal.Lost);
            if (renewal.Lost.IsCancellationRequested)
                return;
        }

        if (fate == MessageFate.Failed && message.DequeueCount >= settings.MaxAttempts)
            fate = MessageFate.Hopeless;
        if (fate == MessageFate.Hopeless && giveUp is null)
            fate = MessageFate.Failed;
        switch (fate)
        {
            case MessageFate.Done:
                break;
            case MessageFate.Failed:
                await SettleAsync(message, () => queue.UpdateMessageAsync(message.MessageId, popReceipt, messageText: null, settings.RetryDelay));
                return;
            case MessageFate.CutOff:
                await SettleAsync(message, () => queue.UpdateMessageAsync(message.MessageId, popReceipt, messageText: null, TimeSpan.Zero));
                return;
            case MessageFate.Postponed:
                // Storage counts in whole seconds.
                var delay = TimeSpan.FromSeconds(Math.Ceiling(pace.LeaseRetryInterval.TotalSeconds));
                await SettleAsync(message, () => queue.SendMessageAsync(message.MessageText, delay, Forever));
                break;
            case MessageFate.Hopeless:
                context.Logger.LogError("Queue {Queue}: message {Message} is given up after {Attempts} attempts", queue.Name, message.MessageId, message.DequeueCount);
                await SettleAsync(message, () => giveUp!(message));
                break;
            default:
                throw new UnreachableException();
        }

        await SettleAsync(message, () => queue.DeleteMessageAsync(message.MessageId, popReceipt));
    }

    private async Task SettleAsync(QueueMessage message, Func<Task> settle)
    {
        try
        {
            await context.InsistAsync($"End of message {message.MessageId} of queue {queue.Name}", settle);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.MessageNotFound || e.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            context.Logger.LogWarning("Queue {Queue}: message {Message} was settled by somebody else", queue.Name, message.MessageId);
        }
    }
}
