using IntakePipeline.Registry.Digests;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Recovery;

/// <summary>The book's daily digests.</summary>
public sealed partial class Libro(DigestDesk digests, ILogger<Libro> logger)
{
    /// <summary>Writes the digests of the days that are over. Every hour: the official day ends at an hour that depends on the season, and nothing is done twice.</summary>
    [Function("resumir-libro")]
    public async Task Digest([TimerTrigger("0 5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogDigests(logger, await digests.RunAsync(cancellationToken));

    [LoggerMessage(EventId = 211, Level = LogLevel.Information, Message = "Book digested: {Digests} days")]
    private static partial void LogDigests(ILogger logger, int digests);
}
