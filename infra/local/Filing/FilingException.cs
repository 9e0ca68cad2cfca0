namespace IntakePipeline.Local.Filing;

/// <summary>A submission could not be filed, and not because it was refused: no folder, no host, no storage. The message is for the person at the terminal.</summary>
public sealed class FilingException : Exception
{
    public FilingException()
    {
    }

    public FilingException(string message)
        : base(message)
    {
    }

    public FilingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
