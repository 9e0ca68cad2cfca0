using System.Reflection;
using IntakePipeline.Local.Hosting.Blobs;
using IntakePipeline.Local.Hosting.Http;
using IntakePipeline.Local.Hosting.Queues;
using IntakePipeline.Local.Hosting.Timers;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Local.Hosting.Invocation;

/// <summary>Reads functions off their classes and refuses, by name, what the host could not run.</summary>
internal sealed class FunctionFinder(AppSettings settings)
{
    private const BindingFlags AnyMethod = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <exception cref="HostStartException">A function cannot be run; the message names it, and the parameter if it is one.</exception>
    public IReadOnlyList<LocalFunction> Find(IEnumerable<Type> classes)
    {
        var functions = new Dictionary<string, LocalFunction>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in classes.Distinct().SelectMany(type => type.GetMethods(AnyMethod)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { Name: var name })
                continue;
            var function = About($"Function {name}", () => Read(name, method));
            if (!functions.TryAdd(name, function))
            {
                throw new HostStartException(
                    $"Function {name} is there twice, in {functions[name].Definition.EntryPoint} and {function.Definition.EntryPoint}: names are unique whatever the case.");
            }
        }

        return [.. functions.Values];
    }

    private LocalFunction Read(string name, MethodInfo method)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            throw new HostStartException("a name has letters, digits, hyphens and underscores only.");
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
            throw new HostStartException("the method and its class must be public.");
        if (!method.IsStatic && method.DeclaringType.IsAbstract)
            throw new HostStartException("its class is abstract.");
        if (!method.IsStatic && method.DeclaringType.GetConstructors().Length == 0)
            throw new HostStartException("its class has no public constructor.");
        RefuseOutputs(method);

        var parameters = method.GetParameters();
        var triggers = parameters
            .Select(parameter => (Parameter: parameter, Trigger: About($"parameter {parameter.Name}", () => TriggerOf(parameter, name))))
            .Where(pair => pair.Trigger is not null)
            .ToList();
        if (triggers is not [var (triggerParameter, trigger)])
            throw new HostStartException($"one parameter must have a trigger attribute, {triggers.Count} have.");
        if (trigger is not TimerTrigger && (method.IsDefined(typeof(FixedDelayRetryAttribute)) || method.IsDefined(typeof(ExponentialBackoffRetryAttribute))))
            throw new HostStartException("a retry attribute works on timers only; queues and blobs have their own retries.");
        if (trigger is HttpTrigger)
            HttpTrigger.CheckResult(FunctionInvokers.ResultType(method));

        var arguments = parameters.Select(parameter => About(
            $"parameter {parameter.Name}", () => parameter == triggerParameter ? OfTrigger(parameter, trigger!) : OfContext(parameter, trigger!)));
        return new LocalFunction(name, method, trigger!, [.. arguments], FunctionInvokers.Compile(method));
    }

    private FunctionTrigger? TriggerOf(ParameterInfo parameter, string functionName)
    {
        FunctionTrigger? found = null;
        foreach (var attribute in parameter.GetCustomAttributes(inherit: false))
        {
            FunctionTrigger? trigger = attribute switch
            {
                QueueTriggerAttribute queue => QueueTrigger.From(queue, settings),
                BlobTriggerAttribute blob => BlobTrigger.From(blob, settings),
                TimerTriggerAttribute timer => TimerTrigger.From(timer, parameter.Member, settings),
                HttpTriggerAttribute http => HttpTrigger.From(http, functionName, settings),
                BlobInputAttribute => throw new HostStartException("the local host does not support BlobInput: ask for a client in the constructor."),
                _ => null,
            };
            if (trigger is not null && found is not null)
                throw new HostStartException("it has two trigger attributes.");
            found ??= trigger;
        }

        return found;
    }

    private static ArgumentSource OfTrigger(ParameterInfo parameter, FunctionTrigger trigger) => trigger.SourceFor(parameter.ParameterType)
        ?? throw new HostStartException($"type {parameter.ParameterType.Name} cannot be bound; it may be {trigger.ParameterTypes}.");

    private static ArgumentSource OfContext(ParameterInfo parameter, FunctionTrigger trigger)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
            return static call => new(call);
        if (parameter.ParameterType == typeof(CancellationToken))
            return static call => new(call.CancellationToken);
        return trigger.Names.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
            ? NamedArgument.For(parameter)
            : throw new HostStartException($"nothing of that name comes with the trigger; there is {string.Join(", ", trigger.Names.DefaultIfEmpty("nothing"))}. "
                + "Services go into the constructor.");
    }

    private static void RefuseOutputs(MethodInfo method)
    {
        var result = FunctionInvokers.ResultType(method);
        foreach (var member in result.GetProperties().Cast<MemberInfo>().Prepend(method))
        {
            if (member.IsDefined(typeof(BlobOutputAttribute), inherit: false) || member.IsDefined(typeof(QueueOutputAttribute), inherit: false))
                throw new HostStartException("the local host does not support output bindings: write through a client.");
        }
    }

    private static T About<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (HostStartException e)
        {
            throw new HostStartException($"{what}: {e.Message}", e);
        }
    }
}
