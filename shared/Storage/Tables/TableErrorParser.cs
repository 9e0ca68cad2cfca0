using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace IntakePipeline.Storage.Tables;

/// <summary>Finds the service's code and message in a refusal: <c>{"odata.error":{"code":"…","message":{"lang":"en-US","value":"…"}}}</c>.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        if (!TryParse(response.Content.ToMemory(), out error) && response.Headers.TryGetValue("x-ms-error-code", out var code))
            error = new ResponseError(code, response.ReasonPhrase);
        return error is not null;
    }

    /// <summary>Reads a refusal's body; false when it is not of that form, as proxies' refusals are not.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out ResponseError? error)
    {
        error = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("odata.error", out var details) && details.ValueKind is JsonValueKind.Object
                && details.TryGetProperty("code", out var code) && code.ValueKind is JsonValueKind.String
                && details.TryGetProperty("message", out var message) && message.ValueKind is JsonValueKind.Object
                && message.TryGetProperty("value", out var value) && value.ValueKind is JsonValueKind.String)
                error = new ResponseError(code.GetString(), value.GetString());
        }
        catch (JsonException)
        {
            // Not the table service's words.
        }

        return error is not null;
    }
}
