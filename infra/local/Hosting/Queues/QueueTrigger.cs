using System.Text.RegularExpressions;
using Azure.Storage.Queues.Models;
using IntakePipeline.Local.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Local.Hosting.Queues;

/// <summary>A function is called for each message of a queue. The payload is the decoded <see cref="QueueMessage"/>.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="ConnectionString">Its storage.</param>
internal sealed partial record QueueTrigger(string Queue, string ConnectionString) : FunctionTrigger
{
    private const string PoisonSuffix = "-poison";
    private const int LongestName = 63;

    /// <summary>Where messages go that cannot be dealt with; null for a poison queue itself, after which nothing comes.</summary>
    public string? PoisonQueue => Queue.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? null : Queue + PoisonSuffix;

    public override IReadOnlyCollection<string> Names { get; } =
        ["DequeueCount", "ExpirationTime", "Id", "InsertionTime", "NextVisibleTime", "PopReceipt"];

    public override string ParameterTypes => "QueueMessage, string, byte[], BinaryData, or a class or record read from JSON";

    /// <exception cref="HostStartException">The name is none a queue can have, or a setting is missing.</exception>
    public static QueueTrigger From(QueueTriggerAttribute attribute, AppSettings settings)
    {
        var queue = settings.Resolve(attribute.QueueName);
        return Name.IsMatch(queue) && queue.Length <= LongestName - (queue.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? 0 : PoisonSuffix.Length)
            ? new QueueTrigger(queue, settings.ConnectionString(attribute.Connection))
            : throw new HostStartException($"'{queue}' is no name for a queue: 3 to 56 lower-case letters, digits and single hyphens, so that -poison can follow.");
    }

    public override ArgumentSource? SourceFor(Type type)
    {
        if (type == typeof(QueueMessage))
            return static call => new(call.Payload);
        if (type == typeof(BinaryData))
            return static call => new(Body(call));
        if (type == typeof(string))
            return static call => new(Body(call).ToString());
        if (type == typeof(byte[]))
            return static call => new(Body(call).ToArray());
        return IsJsonTarget(type) ? call => new(ReadJson(Body(call), type)) : null;
    }

    /// <summary>Why a function is called.</summary>
    public TriggerEvent EventOf(QueueMessage decoded)
    {
        var data = TriggerEvent.NewData();
        data["DequeueCount"] = decoded.DequeueCount;
        data["ExpirationTime"] = decoded.ExpiresOn;
        data["Id"] = decoded.MessageId;
        data["InsertionTime"] = decoded.InsertedOn;
        data["NextVisibleTime"] = decoded.NextVisibleOn;
        data["PopReceipt"] = decoded.PopReceipt;
        return new TriggerEvent(decoded, data, $"message {decoded.MessageId} of queue {Queue}, attempt {decoded.DequeueCount}");
    }

    private static BinaryData Body(FunctionCall call) => ((QueueMessage)call.Payload).Body;

    [GeneratedRegex(@"^(?=.{3,}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name { get; }
}
