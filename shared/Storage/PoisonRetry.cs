using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary>Sends what could not be processed on its way once more: after the cause is gone, staff say when.</summary>
/// <param name="queues">The storage account.</param>
/// <param name="intake">Takes in what the blob trigger gave up.</param>
public sealed class PoisonRetry(QueueServiceClient queues, DepositedIntake intake)
{
    private const int Batch = 32;
    private const int MaxBatches = 40;

    private static readonly TimeSpan Held = TimeSpan.FromMinutes(1);

    /// <summary>Retries one message of a poison queue, or all of them.</summary>
    /// <param name="queue">The poison queue's name; any other name retries nothing.</param>
    /// <param name="id">The message; null for all that are there now.</param>
    /// <param name="cancellationToken">Stops between two messages; what was not sent on is still there.</param>
    /// <returns>How many were sent on.</returns>
    public async Task<int> RetryAsync(string queue, string? id, CancellationToken cancellationToken)
    {
        if (queue != Pipeline.Queues.BlobPoison && !queue.EndsWith(Pipeline.Queues.PoisonSuffix, StringComparison.Ordinal))
            return 0;
        var from = queues.GetQueueClient(queue);
        if (!await from.ExistsAsync(cancellationToken))
            return 0;

        var sent = 0;
        var others = new List<QueueMessage>();
        for (var batch = 0; batch < MaxBatches; batch++)
        {
            var messages = (await from.ReceiveMessagesAsync(Batch, Held, cancellationToken)).Value;
            foreach (var message in messages)
            {
                if (id is not null && message.MessageId != id)
                {
                    others.Add(message);
                    continue;
                }

                await SendOnAsync(queue, message, cancellationToken);
                await from.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                sent++;
            }

            if (messages.Length == 0 || (id is not null && sent > 0))
                break;
        }

        // Only looked at: they are shown again at once.
        foreach (var message in others)
            await from.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, TimeSpan.Zero, cancellationToken);
        return sent;
    }

    // First sent on, then taken away: a crash in between does it twice, which every step bears.
    private async Task SendOnAsync(string queue, QueueMessage message, CancellationToken cancellationToken)
    {
        if (queue != Pipeline.Queues.BlobPoison)
            await queues.GetQueueClient(queue[..^Pipeline.Queues.PoisonSuffix.Length]).SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);
        else if (KeyOf(message.Body) is { } key)
            await intake.CollectAsync(key, cancellationToken);
    }

    private static SubmissionKey? KeyOf(BinaryData body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return SubmissionKey.TryParse(json.RootElement.GetProperty("BlobName").GetString()?.Split('/')[0], out var key) ? key : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not the host's own report: there is nothing to take in.
            return null;
        }
    }
}
