using Azure;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions;

/// <summary>Turns an outage of the storage service, or a race that only a repetition settles, into 503 with Retry-After.</summary>
internal static partial class StorageOutage
{
    /// <summary>Runs <paramref name="answer"/>; outages become an answer, bugs stay exceptions.</summary>
    public static async Task<IResult> GuardAsync(ILogger logger, Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception e) when (IsOutage(e))
        {
            LogOutage(logger, e.GetType().Name, (e as RequestFailedException)?.Status ?? 0, (e as RequestFailedException)?.ErrorCode);
            return Problem.Unavailable;
        }
    }

    private static bool IsOutage(Exception e) => e switch
    {
        // Status 0: no answer at all.
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException many => many.InnerExceptions.All(IsOutage),
        InboxChangedException or TimeoutException => true,
        _ => false,
    };

    [LoggerMessage(EventId = 503, Level = LogLevel.Error, Message = "Storage did not serve a request: {Kind} {Status} {Code}")]
    private static partial void LogOutage(ILogger logger, string kind, int status, string? code);
}
