using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Intake;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Verification;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/api/verificaciones</c>: does the register hold exactly this file?</summary>
public sealed class Verificaciones(RegisterCheck check, Attempts attempts, ILogger<Verificaciones> logger)
{
    private const string CodePart = "csv";

    // Code and file, and a field or two that a form may add.
    private const int MaxParts = 6;

    /// <summary>
    /// Checks a file of up to 10 Mb, which is hashed as it comes and not kept: the body itself, with the code as <c>?csv=</c>, or a form with the parts
    /// <c>csv</c> and <c>fichero</c>, in this order.
    /// </summary>
    [Function("verificar")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/verificaciones")] HttpRequest request, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            SecureHeaders.Apply(request.HttpContext.Response);
            try
            {
                return await CheckAsync(request, cancellationToken);
            }
            catch (BrokenRequestException)
            {
                return Problem.Unreadable;
            }
        });

    private async Task<IResult> CheckAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var typed = request.Query[CodePart].ToString();
        if (MultipartParts.From(request) is not { } parts)
            return await AnswerAsync(request, new GuardedStream(request.Body), typed, cancellationToken);
        for (var i = 0; i < MaxParts && await parts.NextAsync(cancellationToken) is { } part; i++)
        {
            if (part.Name != CodePart)
                return await AnswerAsync(request, part.Content, typed, cancellationToken);
            typed = await ReadShortAsync(part.Content, cancellationToken);
        }

        return Problem.Unreadable;
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, Stream content, string typed, CancellationToken cancellationToken)
    {
        var known = VerificationCode.TryParse(typed, out var code);
        if (!known && !string.IsNullOrWhiteSpace(typed))
            return Json.Ok(CheckResultJson.Write(new CheckResult(new CheckOutcome.UnknownCode(), null, 0)));
        if (known && attempts.AreOver(request))
            return Problem.TooManyCodes;
        var result = await check.CheckAsync(content, known ? code : null, cancellationToken);
        if (result.Outcome is CheckOutcome.UnknownCode)
            attempts.Failed(request);
        return Json.Ok(CheckResultJson.Write(result));
    }

    private static async Task<string> ReadShortAsync(Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[128];
        var read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }
}
