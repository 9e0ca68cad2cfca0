namespace Microsoft.Azure.Functions.Worker;

/// <summary>How a blob trigger learns of blobs.</summary>
public enum BlobTriggerSource
{
    /// <summary>The host looks through the container.</summary>
    LogsAndContainerScan = 0,

    /// <summary>The storage account's events are posted to the host.</summary>
    EventGrid = 1,
}

/// <summary>Runs the function for each blob of a path, once per version.</summary>
/// <param name="blobPath">Container and name pattern, such as <c>entrada/{presentacion}/solicitud.json</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobTriggerAttribute(string blobPath) : Attribute
{
    /// <summary>Container and name pattern.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>Name of the setting with the storage connection; null means the host's own storage.</summary>
    public string? Connection { get; set; }

    /// <summary>How the host learns of blobs.</summary>
    public BlobTriggerSource Source { get; set; } = BlobTriggerSource.LogsAndContainerScan;
}

/// <summary>Binds a parameter to a blob that is read.</summary>
/// <param name="blobPath">Container and name pattern.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobInputAttribute(string blobPath) : Attribute
{
    /// <summary>Container and name pattern.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>Name of the setting with the storage connection; null means the host's own storage.</summary>
    public string? Connection { get; set; }
}

/// <summary>Writes what the function returns to a blob.</summary>
/// <param name="blobPath">Container and name pattern.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class BlobOutputAttribute(string blobPath) : Attribute
{
    /// <summary>Container and name pattern.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>Name of the setting with the storage connection; null means the host's own storage.</summary>
    public string? Connection { get; set; }
}
