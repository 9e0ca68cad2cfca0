namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function of this app.</summary>
/// <param name="name">Its name, unique in the app whatever the case.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}
