using System.Text.Json;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>Every message that can be looked at points to something in the book, and none was given up.</summary>
/// <param name="queues">The queues.</param>
/// <param name="ledger">The book.</param>
public sealed class QueueCheck(IQueuePeek queues, ILedgerStore ledger) : IStoreCheck
{
    /// <inheritdoc/>
    public async Task CheckAsync(Duration patience, AuditReport report, CancellationToken cancellationToken)
    {
        foreach (var queue in await queues.PeekAsync(cancellationToken))
        {
            report.Count("messages", queue.Count);
            if (queue.Name == Pipeline.Queues.BlobPoison || queue.Name.EndsWith(Pipeline.Queues.PoisonSuffix, StringComparison.Ordinal))
            {
                if (queue.Count > 0)
                    report.Fault(AuditCodes.MessagePoisoned, queue.Name, $"{queue.Count} messages were given up and wait for a person");
                continue;
            }

            foreach (var text in queue.First)
                await CheckAsync(queue.Name, text, report, cancellationToken);
        }
    }

    private async Task CheckAsync(string queue, string text, AuditReport report, CancellationToken cancellationToken)
    {
        if (EntryOf(queue, text) is not { } number)
            report.Fault(AuditCodes.MessageUnreadable, queue, "a message is none of this pipeline");
        else if (await BookReading.FindAsync(ledger, number, cancellationToken) is BookReading.None)
            report.Fault(AuditCodes.MessageExtra, queue, $"a message points to entry {number}, which is not there");
    }

    private static RegistryNumber? EntryOf(string queue, string text)
    {
        if (queue != Pipeline.Queues.Processing)
            return EvaluationItem.TryParse(text, out var item) ? item.Entry : null;
        try
        {
            return JsonSerializer.Deserialize<ProcessingMessage>(text)?.ToNumber();
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }
}
