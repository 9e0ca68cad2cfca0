using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Local.Hosting.Invocation;

/// <summary>A function the host can run.</summary>
/// <param name="Name">Unique in the host, whatever the case.</param>
/// <param name="Method">The method with the attribute.</param>
/// <param name="Trigger">What starts it.</param>
/// <param name="Arguments">Where each argument comes from, in the parameters' order.</param>
/// <param name="Invoke">Calls the method.</param>
internal sealed record LocalFunction(
    string Name, MethodInfo Method, FunctionTrigger Trigger, IReadOnlyList<ArgumentSource> Arguments, FunctionInvoker Invoke)
{
    /// <summary>The name under which storage knows it: receipts, statuses, reports of given-up blobs.</summary>
    public string Id { get; } = "Host.Functions." + Name;

    /// <summary>Makes the object the method is called on, from the call's services; null for a static method.</summary>
    public ObjectFactory? CreateInstance { get; } = Method.IsStatic ? null : ActivatorUtilities.CreateFactory(Method.DeclaringType!, []);

    public FunctionDefinition Definition { get; } = new LocalDefinition(Name, Method);

    private sealed class LocalDefinition(string name, MethodInfo method) : FunctionDefinition
    {
        public override string Name => name;

        public override string Id => "Host.Functions." + name;

        public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

        public override string PathToAssembly => method.DeclaringType!.Assembly.Location;
    }
}
