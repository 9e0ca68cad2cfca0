namespace Microsoft.Azure.Functions.Worker;

/// <summary>Who may call an HTTP function.</summary>
public enum AuthorizationLevel
{
    /// <summary>Anyone.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user.</summary>
    User = 1,

    /// <summary>Whoever has a function key.</summary>
    Function = 2,

    /// <summary>Whoever has a system key.</summary>
    System = 3,

    /// <summary>Whoever has the master key.</summary>
    Admin = 4,
}
