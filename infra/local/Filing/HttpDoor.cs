using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IntakePipeline.Receipts;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Filing;

/// <summary>Files submissions as the registry does: by posting them to <c>/api/presentaciones</c>.</summary>
/// <param name="http">Its base address is the host's.</param>
/// <param name="registryKey">The registry's function key.</param>
public sealed class HttpDoor(HttpClient http, string registryKey)
{
    /// <summary>Posts a submission and waits for the answer.</summary>
    /// <exception cref="FilingException">No host answers there, or it answers something else than a receipt or a refusal.</exception>
    public async Task<FilingOutcome> FileAsync(SubmissionFolder folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var form = new MultipartFormDataContent();
        Add(form, new ByteArrayContent(folder.Envelope), "solicitud", "application/json");
        if (folder.Signature is { } signature)
            Add(form, new ByteArrayContent(signature), "firma", "application/pkcs7-signature");
        foreach (var file in folder.Files)
            Add(form, new StreamContent(file.Open()), file.Name, "application/octet-stream");

        using var request = new HttpRequestMessage(HttpMethod.Post, "api/presentaciones") { Content = form };
        request.Headers.Add("x-functions-key", registryKey);
        // A refusal may come before the files were read: without this the connection would break under a sender that is still sending.
        request.Headers.ExpectContinue = true;
        using var response = await SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created when ReadReceipt(body) is { } registered => registered,
            HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict when ReadRefusal(body) is { } refused => refused,
            HttpStatusCode.Unauthorized => throw new FilingException(
                $"The host at {http.BaseAddress} does not take this key: set INTAKE_REGISTRY_KEY to the one it printed, or name its --data folder."),
            var other => throw new FilingException($"The host at {http.BaseAddress} answered {(int)other} {response.ReasonPhrase} and no receipt; the submission may be sent again."),
        };
    }

    /// <summary>The receipt as a document.</summary>
    /// <exception cref="FilingException">No host answers, or it does not have it.</exception>
    public async Task<byte[]> ReceiptPdfAsync(VerificationCode code, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/resguardos/{code.Compact}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/pdf"));
        using var response = await SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
            : throw new FilingException($"The host at {http.BaseAddress} answered {(int)response.StatusCode} when asked for the receipt {code}.");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new FilingException($"No host answers at {http.BaseAddress} ({e.Message}). Start one with: dotnet run --project infra/local", e);
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FilingException($"The host at {http.BaseAddress} did not answer within {http.Timeout.TotalSeconds:0} seconds; the submission may be sent again.", e);
        }
    }

    private static void Add(MultipartFormDataContent form, HttpContent content, string name, string type)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(content, name, name);
    }

    /// <summary>The receipt in an answer; null when it is none.</summary>
    private static FilingOutcome.Registered? ReadReceipt(byte[] body)
    {
        try
        {
            return new FilingOutcome.Registered(ReceiptJson.Read(body), body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The reasons of a problem+json answer; null when it is none of the pipeline's.</summary>
    private static FilingOutcome.Refused? ReadRefusal(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("errors", out var errors)
                ? new FilingOutcome.Refused(json.RootElement.GetOptional("rechazo"), [.. errors.EnumerateArray().Select(ReadFault)])
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static AdmissionFault ReadFault(JsonElement fault) => new(
        fault.GetProperty("code").GetString()!, fault.GetOptional("campo"), fault.GetText("motivo"), fault.GetText("remedio"), fault.GetProperty("excede").GetBoolean());
}
