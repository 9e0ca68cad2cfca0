namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each HTTP request of a route.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    /// <summary>Any method, function key.</summary>
    public HttpTriggerAttribute()
    {
    }

    /// <summary>The given methods, function key.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Any method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>The given methods.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) => (AuthLevel, Methods) = (authLevel, methods);

    /// <summary>Route below the app's prefix; null means the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>Methods answered; null means any.</summary>
    public string[]? Methods { get; }

    /// <summary>Who may call. An app that says nothing is asked for its function key.</summary>
    public AuthorizationLevel AuthLevel { get; } = AuthorizationLevel.Function;
}
