using IntakePipeline.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Panel;

/// <summary>Keeps the panel's search index: what was noted goes into its segment, and some segments are compared with the expedientes each minute.</summary>
public sealed partial class Indice(SearchIndexKeeper keeper, ILogger<Indice> logger)
{
    private static readonly TimeSpan SweepFor = TimeSpan.FromSeconds(1);

    /// <summary>Does both.</summary>
    [Function("ordenar-busqueda")]
    public async Task Keep([TimerTrigger("5 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await keeper.FoldAsync(cancellationToken);
        if (await keeper.SweepAsync(SweepFor, cancellationToken) is > 0 and var mended)
            LogMended(logger, mended);
    }

    [LoggerMessage(EventId = 802, Level = LogLevel.Warning, Message = "The panel's search index had {Segments} segments that did not agree with the expedientes; they do now")]
    private static partial void LogMended(ILogger logger, int segments);
}
