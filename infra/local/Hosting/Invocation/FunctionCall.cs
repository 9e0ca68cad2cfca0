using System.Diagnostics;
using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Local.Hosting.Invocation;

/// <summary>One call of a function, which is also what the function sees as its context.</summary>
internal sealed class FunctionCall(LocalFunction function, TriggerEvent trigger, IServiceProvider services, Activity? activity, CancellationToken cancellationToken)
    : FunctionContext
{
    /// <summary>What the trigger brought: a message, a blob, a request.</summary>
    public object Payload => trigger.Payload;

    public override string InvocationId { get; } = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);

    public override string FunctionId => function.Id;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override TraceContext TraceContext { get; } = new ActivityTrace(activity);

    public override BindingContext BindingContext { get; } = new TriggerData(trigger.Data);

    public override RetryContext RetryContext { get; } = new Attempt(trigger.Retry, trigger.MaxRetries);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken => cancellationToken;

    private sealed class TriggerData(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class ActivityTrace(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";
    }

    private sealed class Attempt(int retry, int maxRetries) : RetryContext
    {
        public override int RetryCount => retry;

        public override int MaxRetryCount => maxRetries;
    }
}

/// <summary>Why a function is called, and with what.</summary>
/// <param name="Payload">What the trigger brought.</param>
/// <param name="Data">Captures and metadata, by names told apart without regard to case.</param>
/// <param name="Reason">For the log: says which queue, container, route or schedule, never what came through it.</param>
internal sealed record TriggerEvent(object Payload, IReadOnlyDictionary<string, object?> Data, string Reason)
{
    /// <summary>0 for the first attempt under a retry attribute.</summary>
    public int Retry { get; init; }

    /// <summary>How many retries the attribute allows.</summary>
    public int MaxRetries { get; init; }

    /// <summary>A dictionary fit for <see cref="Data"/>.</summary>
    public static Dictionary<string, object?> NewData() => new(StringComparer.OrdinalIgnoreCase);
}
