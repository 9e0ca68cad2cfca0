using System.Text.Json;

namespace IntakePipeline.Local.Hosting.Invocation;

/// <summary>Gets one argument of a call ready.</summary>
internal delegate ValueTask<object?> ArgumentSource(FunctionCall call);

/// <summary>What starts a function: an attribute of one parameter, checked and with its settings resolved.</summary>
internal abstract record FunctionTrigger
{
    /// <summary>The worker reads JSON without regard to the case of property names.</summary>
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Captures and metadata that other parameters can ask for by name.</summary>
    public abstract IReadOnlyCollection<string> Names { get; }

    /// <summary>The types the trigger's parameter may have, in words.</summary>
    public abstract string ParameterTypes { get; }

    /// <summary>How the trigger's parameter gets its value; null if it cannot have that type.</summary>
    public abstract ArgumentSource? SourceFor(Type type);

    /// <summary>A payload read as JSON; as from a file, a byte order mark is passed over.</summary>
    /// <exception cref="JsonException">It is none, or not of that type.</exception>
    protected static object? ReadJson(BinaryData payload, Type type) => JsonSerializer.Deserialize(payload.ToStream(), type, Json);

    /// <summary>Whether a payload can be read into the type as JSON.</summary>
    protected static bool IsJsonTarget(Type type) =>
        !type.IsInterface && !type.IsAbstract && !type.IsPrimitive && !type.IsPointer && !type.IsByRef && !typeof(Delegate).IsAssignableFrom(type)
        && type.Namespace?.StartsWith("Azure.", StringComparison.Ordinal) != true;
}
