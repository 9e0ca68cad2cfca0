using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntakePipeline.Panel;

namespace IntakePipeline.Storage;

/// <summary>What a poison queue holds.</summary>
/// <param name="Name">The queue.</param>
/// <param name="Count">About how many messages, by the service's own count.</param>
/// <param name="Messages">The first of them, at most 32.</param>
public sealed record PoisonQueue(string Name, int Count, IReadOnlyList<PoisonMessage> Messages);

/// <summary>A message that could not be processed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Its text: a pointer, no personal data.</param>
/// <param name="InsertedOn">When it was given up.</param>
public sealed record PoisonMessage(string Id, string Text, DateTimeOffset? InsertedOn)
{
    /// <summary>What it is about; its id when it is none of the pipeline's.</summary>
    public string Subject => MessageSubject.Of(Text) ?? Id;
}

/// <summary>The queues that hold what could not be processed, for staff to see. Looking takes nothing away.</summary>
/// <param name="queues">The storage account.</param>
public sealed class PoisonQueues(QueueServiceClient queues)
{
    private const int Shown = 32;

    /// <summary>Every poison queue there is, empty ones too.</summary>
    public async Task<IReadOnlyList<PoisonQueue>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<PoisonQueue>();
        await foreach (var item in queues.GetQueuesAsync(cancellationToken: cancellationToken))
        {
            if (item.Name == Pipeline.Queues.BlobPoison || item.Name.EndsWith(Pipeline.Queues.PoisonSuffix, StringComparison.Ordinal))
                found.Add(await ReadAsync(queues.GetQueueClient(item.Name), cancellationToken));
        }

        return found;
    }

    /// <summary>The list as JSON: <c>[{"cola","mensajes","primeros":[{"id","texto","desde","error","tipo","intentos","ultimo"}]}]</c>.</summary>
    /// <param name="list">The list.</param>
    /// <param name="known">What is known of failures, by what they are about; of the others there are no <c>error</c> and what follows it.</param>
    public static byte[] Write(IReadOnlyList<PoisonQueue> list, IReadOnlyDictionary<string, Failure> known) => JsonText.Write(json =>
    {
        json.WriteStartArray();
        foreach (var queue in list)
        {
            json.WriteStartObject();
            json.WriteString("cola", queue.Name);
            json.WriteNumber("mensajes", queue.Count);
            json.WriteStartArray("primeros");
            foreach (var message in queue.Messages)
                Write(json, message, known.GetValueOrDefault(message.Subject));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, PoisonMessage message, Failure? failure)
    {
        json.WriteStartObject();
        json.WriteString("id", message.Id);
        json.WriteString("texto", message.Text);
        if (message.InsertedOn is { } since)
            json.WriteString("desde", since);
        if (failure is not null)
        {
            json.WriteString("error", failure.Code);
            json.WriteString("tipo", failure.Kind);
            json.WriteNumber("intentos", failure.Attempts);
            json.WriteString("ultimo", JsonText.Iso(failure.At));
        }

        json.WriteEndObject();
    }

    private static async Task<PoisonQueue> ReadAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await queue.GetPropertiesAsync(cancellationToken);
            PeekedMessage[] messages = properties.Value.ApproximateMessagesCount == 0 ? [] : await queue.PeekMessagesAsync(Shown, cancellationToken);
            return new PoisonQueue(queue.Name, properties.Value.ApproximateMessagesCount, [.. messages.Select(m => new PoisonMessage(m.MessageId, m.Body.ToString(), m.InsertedOn))]);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new PoisonQueue(queue.Name, 0, []);
        }
    }
}
