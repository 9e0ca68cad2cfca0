using Azure;
using IntakePipeline.Panel;

namespace IntakePipeline.Storage;

/// <summary>What storage's exceptions mean for people.</summary>
public static class StorageFailures
{
    /// <summary>The code of any exception.</summary>
    public static string CodeOf(Exception e) => e switch
    {
        AggregateException { InnerExceptions: [.., var last] } => CodeOf(last),
        RequestFailedException failed => failed.Status switch
        {
            0 or 408 or 429 or >= 500 => FailureCodes.StorageAway,
            404 => FailureCodes.Missing,
            401 or 403 => FailureCodes.Forbidden,
            409 or 412 => FailureCodes.Conflict,
            _ => FailureCodes.Refused,
        },
        _ => FailureCodes.Of(e),
    };
}
