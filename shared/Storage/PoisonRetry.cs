using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntakePipeline.Mail;
using IntakePipeline.Panel;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary>Gives what could not be processed another try, once a person has mended the cause.</summary>
/// <param name="queues">The storage account.</param>
/// <param name="intake">Takes in submissions that the blob trigger gave up.</param>
/// <param name="mail">Takes in mail that it gave up.</param>
/// <param name="failures">Where their failures are kept.</param>
/// <param name="watch">Keeps how another try fails.</param>
public sealed class PoisonRetry(QueueServiceClient queues, DepositedIntake intake, MailIntake mail, IFailureStore failures, FailureWatch watch)
{
    private const int Page = 32;

    // As long as another try may take; what is cut off comes back to its poison queue after it.
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);

    /// <summary>Sends every message of a poison queue back to where it came from. A crash half-way may send one twice, which is harmless.</summary>
    /// <param name="poison">The poison queue's name.</param>
    /// <param name="cancellationToken">Stops between two messages.</param>
    /// <returns>How many were sent on again; null when there is no such poison queue.</returns>
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
            var failed = new List<QueueMessage>();
            while (left > 0 && (await queue.ReceiveMessagesAsync(Math.Min(Page, left), Hidden, cancellationToken)).Value is { Length: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    left--;
                    if (await RetryAsync(queue, message, again, cancellationToken))
                        retried++;
                    else
                        failed.Add(message);
                }
            }

            // Not before: what failed would be met again instead of the others.
            foreach (var message in failed)
                await ShowAsync(queue, message, cancellationToken);
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
    /// <returns>Whether it was sent on.</returns>
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
            await ShowAsync(queue, other, cancellationToken);
        if (messages.FirstOrDefault(m => m.MessageId == id) is not { } message)
            return false;
        if (await RetryAsync(queue, message, again, cancellationToken))
            return true;
        await ShowAsync(queue, message, cancellationToken);
        return false;
    }

    private Func<QueueMessage, CancellationToken, Task>? Route(string poison) => poison switch
    {
        Pipeline.Queues.BlobPoison => CollectAsync,
        Pipeline.Queues.Processing + Pipeline.Queues.PoisonSuffix => (message, ct) => SendBackAsync(Pipeline.Queues.Processing, message, ct),
        Pipeline.Queues.Notifications + Pipeline.Queues.PoisonSuffix => (message, ct) => SendBackAsync(Pipeline.Queues.Notifications, message, ct),
        Pipeline.Queues.Timestamps + Pipeline.Queues.PoisonSuffix => (message, ct) => SendBackAsync(Pipeline.Queues.Timestamps, message, ct),
        _ => null,
    };

    // What fails again, or names nothing that can be tried, stays where people see it, with the reason.
    private async Task<bool> RetryAsync(QueueClient poison, QueueMessage message, Func<QueueMessage, CancellationToken, Task> again, CancellationToken cancellationToken)
    {
        var subject = MessageSubject.Of(message.Body.ToString()) ?? message.MessageId;
        await failures.ForgetAsync(subject, cancellationToken);
        try
        {
            await watch.RunAsync(subject, () => again(message, cancellationToken), cancellationToken);
        }
#pragma warning disable CA1031 // The watch has kept why.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return false;
        }

        await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
        return true;
    }

    private static async Task ShowAsync(QueueClient poison, QueueMessage message, CancellationToken cancellationToken) =>
        await poison.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, TimeSpan.Zero, cancellationToken);

    private async Task SendBackAsync(string queue, QueueMessage message, CancellationToken cancellationToken) =>
        await queues.GetQueueClient(queue).SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);

    // The trigger has marked this version of the blob as done: sent back to it, it would fall.
    private Task CollectAsync(QueueMessage message, CancellationToken cancellationToken) => MessageSubject.Of(message.Body.ToString())?.Split('/', 2) switch
    {
        [Pipeline.Containers.Mail, var path] => mail.CollectAsync(path, cancellationToken),
        [Pipeline.Containers.Inbox, var path] when path.Split('/') is [var folder, _] && SubmissionKey.TryParse(folder, out var key) => intake.CollectAsync(key, cancellationToken),
        _ => throw new FormatException("The message names no submission of the inbox and no mail; take it away by hand."),
    };
}
