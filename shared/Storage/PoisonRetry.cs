using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary>Gives what could not be processed another try, once a person has mended the cause.</summary>
/// <param name="queues">The storage account.</param>
/// <param name="intake">Takes in what the blob trigger gave up.</param>
public sealed class PoisonRetry(QueueServiceClient queues, DepositedIntake intake)
{
    private const int Page = 32;

    // As long as another try may take; what is cut off comes back to its poison queue after it.
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);

    /// <summary>Sends every message of a poison queue back to where it came from. A crash half-way may send one twice, which is harmless.</summary>
    /// <param name="poison">The poison queue's name.</param>
    /// <param name="cancellationToken">Stops between two messages.</param>
    /// <returns>How many were tried again; null when there is no such poison queue.</returns>
    public async Task<int?> RunAsync(string poison, CancellationToken cancellationToken)
    {
        if (Route(poison) is not { } again)
            return null;
        var queue = queues.GetQueueClient(poison);
        try
        {
            // What is given up anew meanwhile is for the next time.
            var left = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            var retried = 0;
            while (retried < left && (await queue.ReceiveMessagesAsync(Math.Min(Page, left - retried), Hidden, cancellationToken)).Value is { Length: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    await again(message, cancellationToken);
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                    retried++;
                }
            }

            return retried;
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return null;
        }
    }

    /// <summary>Sends one message of a poison queue back, if it is among the first of them.</summary>
    /// <param name="poison">The poison queue's name.</param>
    /// <param name="id">The message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> RunOneAsync(string poison, string id, CancellationToken cancellationToken)
    {
        if (Route(poison) is not { } again)
            return false;
        var queue = queues.GetQueueClient(poison);
        if (!await queue.ExistsAsync(cancellationToken))
            return false;
        var messages = (await queue.ReceiveMessagesAsync(Page, Hidden, cancellationToken)).Value;
        // Those only looked at are to be seen again at once.
        foreach (var other in messages.Where(m => m.MessageId != id))
            await queue.UpdateMessageAsync(other.MessageId, other.PopReceipt, other.Body, TimeSpan.Zero, cancellationToken);
        if (messages.FirstOrDefault(m => m.MessageId == id) is not { } message)
            return false;
        await again(message, cancellationToken);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
        return true;
    }

    private Func<QueueMessage, CancellationToken, Task>? Route(string poison) => poison switch
    {
        Pipeline.Queues.BlobPoison => CollectAsync,
        Pipeline.Queues.Processing + Pipeline.Queues.PoisonSuffix => SendBackAsync,
        _ => null,
    };

    private async Task SendBackAsync(QueueMessage message, CancellationToken cancellationToken) => await queues.GetQueueClient(Pipeline.Queues.Processing)
        .SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);

    // The trigger has marked this version of the blob as done: sent back to it, it would fall.
    private async Task CollectAsync(QueueMessage message, CancellationToken cancellationToken) => await intake.CollectAsync(
        KeyOf(message.Body) ?? throw new FormatException("The message names no submission of the inbox; take it away by hand."), cancellationToken);

    private static SubmissionKey? KeyOf(BinaryData body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetOptional("BlobName") is { } name && name.Split('/') is [var folder, _] && SubmissionKey.TryParse(folder, out var key) ? key : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
