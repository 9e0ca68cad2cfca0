namespace IntakePipeline.Local.Hosting;

/// <summary>The host cannot start: a setting or a function is wrong. The message says which, for the person who has to mend it.</summary>
public sealed class HostStartException : Exception
{
    public HostStartException()
    {
    }

    public HostStartException(string message)
        : base(message)
    {
    }

    public HostStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
