using IntakePipeline.Functions.Pages;
using IntakePipeline.Receipts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Access;

/// <summary>
/// Where programs bring a receipt's code. Codes that open nothing are counted together with those tried on the pages (<see cref="Attempts"/>), so that nobody can
/// try more of them here; what is no code at all, and what a right code asks for in vain, is not counted.
/// </summary>
/// <param name="attempts">Counts.</param>
/// <param name="logger">Told of outages.</param>
public sealed class CodeDoor(Attempts attempts, ILogger<CodeDoor> logger)
{
    /// <summary>Answers with what a code opens.</summary>
    /// <param name="request">The request.</param>
    /// <param name="typed">The code as the caller wrote it.</param>
    /// <param name="nothing">Said when it opens nothing, whether it is wrong or none.</param>
    /// <param name="open">What the code opens; null when it is wrong.</param>
    public Task<IResult> OpenAsync(HttpRequest request, string? typed, LocalizedText nothing, Func<VerificationCode, Task<IResult?>> open) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            SecureHeaders.Apply(request.HttpContext.Response);
            if (attempts.AreOver(request))
                return Problem.TooManyCodes;
            if (!VerificationCode.TryParse(typed, out var code))
                return Problem.NotFound(nothing);
            if (await open(code) is { } opened)
                return opened;
            attempts.Failed(request);
            return Problem.NotFound(nothing);
        });
}
