using System.Text.Json;
using IntakePipeline.Registry;

namespace IntakePipeline.Panel;

/// <summary>Why something failed, as stable codes. What storage says is put into them by <see cref="Storage.StorageFailures"/>.</summary>
public static class FailureCodes
{
    /// <summary>Storage did not answer, or not in time.</summary>
    public const string StorageAway = "almacenamiento-no-responde";

    /// <summary>Something is not in storage that has to be there.</summary>
    public const string Missing = "falta-en-almacenamiento";

    /// <summary>Storage does not let the pipeline in.</summary>
    public const string Forbidden = "almacenamiento-sin-permiso";

    /// <summary>Others kept changing the same thing.</summary>
    public const string Conflict = "cambio-simultaneo";

    /// <summary>Storage refused it for another reason.</summary>
    public const string Refused = "almacenamiento-rechaza";

    /// <summary>It took too long.</summary>
    public const string Timeout = "tiempo-agotado";

    /// <summary>It cannot be read.</summary>
    public const string Unreadable = "datos-ilegibles";

    /// <summary>The disk is full or broken.</summary>
    public const string Disk = "disco";

    /// <summary>What is stored contradicts itself.</summary>
    public const string Contradiction = "incoherencia";

    /// <summary>Anything else: a fault of the program.</summary>
    public const string Bug = "error-interno";

    /// <summary>The code of an exception that did not come from storage.</summary>
    public static string Of(Exception e) => e switch
    {
        TimeoutException or OperationCanceledException => Timeout,
        InboxChangedException => Conflict,
        FileNotFoundException or DirectoryNotFoundException => Missing,
        FormatException or JsonException or InvalidDataException => Unreadable,
        IOException => Disk,
        InvalidOperationException => Contradiction,
        _ => Bug,
    };
}
