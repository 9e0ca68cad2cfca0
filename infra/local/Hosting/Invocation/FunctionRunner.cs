using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Invocation;

/// <summary>How a call ended.</summary>
/// <param name="Failure">What it threw; null if it succeeded.</param>
/// <param name="Result">What it returned.</param>
/// <param name="WasCutOff">It was cancelled by the host's end, which is no failure of its own.</param>
internal readonly record struct CallOutcome(Exception? Failure, object? Result, bool WasCutOff = false)
{
    public bool Succeeded => Failure is null;
}

/// <summary>Runs one call: its scope, its arguments, the method, one line in the log.</summary>
/// <param name="scopes">Where each call's services come from.</param>
/// <param name="loggers">One category a function.</param>
/// <param name="giveUp">Cancelled when a stopping host waits no longer.</param>
internal sealed class FunctionRunner(IServiceScopeFactory scopes, ILoggerFactory loggers, CancellationToken giveUp)
{
    private static readonly ActivitySource Source = new("IntakePipeline.Local.Hosting");

    /// <summary>Runs a call in a scope of its own. Never throws what the function throws.</summary>
    public async Task<CallOutcome> RunAsync(LocalFunction function, TriggerEvent trigger, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await RunAsync(function, trigger, scope.ServiceProvider, cancellationToken);
    }

    /// <summary>Runs a call with services the caller owns. Never throws what the function throws.</summary>
    public async Task<CallOutcome> RunAsync(LocalFunction function, TriggerEvent trigger, IServiceProvider services, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(giveUp, cancellationToken);
        using var activity = Source.StartActivity(function.Name, ActivityKind.Consumer);
        var call = new FunctionCall(function, trigger, services, activity ?? Activity.Current, cancellation.Token);
        var logger = loggers.CreateLogger("Function." + function.Name);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var result = await InvokeAsync(function, call);
            logger.LogInformation("{Function} succeeded in {Milliseconds:0} ms: {Reason} ({InvocationId})", function.Name, Elapsed(), trigger.Reason, call.InvocationId);
            return new CallOutcome(null, result);
        }
        catch (OperationCanceledException e) when (cancellation.IsCancellationRequested)
        {
            logger.LogWarning("{Function} was cancelled after {Milliseconds:0} ms: {Reason} ({InvocationId})", function.Name, Elapsed(), trigger.Reason, call.InvocationId);
            return new CallOutcome(e, null, WasCutOff: giveUp.IsCancellationRequested);
        }
#pragma warning disable CA1031 // Whatever a function throws is that call's failure, never the host's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            logger.LogError(e, "{Function} failed in {Milliseconds:0} ms: {Reason} ({InvocationId})", function.Name, Elapsed(), trigger.Reason, call.InvocationId);
            return new CallOutcome(e, null);
        }

        double Elapsed() => Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<object?> InvokeAsync(LocalFunction function, FunctionCall call)
    {
        var arguments = new object?[function.Arguments.Count];
        var instance = function.CreateInstance?.Invoke(call.InstanceServices, null);
        try
        {
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = await function.Arguments[i](call);
            return await function.Invoke(instance, arguments);
        }
        finally
        {
            foreach (var stream in arguments.OfType<Stream>())
                await stream.DisposeAsync();
            if (instance is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else
                (instance as IDisposable)?.Dispose();
        }
    }
}
