namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function can ask about the call it serves.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique to this call.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Stable name of the function inside its app.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The distributed trace this call belongs to.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>Captures and metadata of the trigger.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which attempt this is, where a retry attribute asked for several.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>Services of this call's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function called.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Values kept for the time of the call.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the host can wait for the call no longer.</summary>
    public virtual CancellationToken CancellationToken { get; }
}

/// <summary>Captures and metadata of the trigger.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name; names are told apart without regard to case.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>The distributed trace a call belongs to, as W3C headers.</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c> header; empty when there is none.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> header; empty when there is none.</summary>
    public abstract string TraceState { get; }
}

/// <summary>Which attempt a call is.</summary>
public abstract class RetryContext
{
    /// <summary>0 for the first attempt.</summary>
    public abstract int RetryCount { get; }

    /// <summary>How many more attempts the retry attribute allows in all; 0 without one, -1 without end.</summary>
    public abstract int MaxRetryCount { get; }
}

/// <summary>The function called.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The function's name.</summary>
    public abstract string Name { get; }

    /// <summary>Stable name of the function inside its app.</summary>
    public abstract string Id { get; }

    /// <summary>Full name of the method.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Where the assembly lies.</summary>
    public abstract string PathToAssembly { get; }
}
