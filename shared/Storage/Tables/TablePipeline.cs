using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace IntakePipeline.Storage.Tables;

/// <summary>The way of every request: Azure.Core's pipeline with its retries, then the proof of identity, made anew for each try.</summary>
internal sealed class TablePipeline
{
    /// <summary>How rows are asked for: with types, without links.</summary>
    public const string Json = "application/json;odata=minimalmetadata";

    /// <summary>The OData version whose JSON that is.</summary>
    public const string DataServiceVersion = "3.0";

    /// <summary>The first version of the service that takes tokens.</summary>
    private const string ServiceVersion = "2020-12-06";

    private readonly HttpPipeline pipeline;
    private readonly string root;
    private readonly string sharedAccessSignature;

    /// <param name="endpoint">The table service's address; a query is left out.</param>
    /// <param name="sharedAccessSignature">Goes into every address, with or without its question mark.</param>
    /// <param name="authentication">Signs each try; null when the shared access signature says who asks.</param>
    /// <param name="options">The caller's.</param>
    public TablePipeline(Uri endpoint, string? sharedAccessSignature, HttpPipelinePolicy? authentication, TableClientOptions options)
    {
        root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        this.sharedAccessSignature = sharedAccessSignature?.TrimStart('?') ?? string.Empty;
        var pipelineOptions = new HttpPipelineOptions(options) { RequestFailedDetailsParser = new TableErrorParser() };
        if (authentication is not null)
            pipelineOptions.PerRetryPolicies.Add(authentication);
        pipeline = HttpPipelineBuilder.Build(pipelineOptions);
    }

    /// <summary>The table service's address, without query.</summary>
    public Uri Endpoint => new(root);

    /// <summary>The address of <paramref name="path"/>, without the shared access signature.</summary>
    public string Locate(string path) => $"{root}/{path}";

    /// <summary>Starts a request; the caller disposes it, and with it the answer.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="path">Below the service's address, escaped.</param>
    /// <param name="query">Escaped, without question mark; may be empty.</param>
    /// <param name="expected">Which answers are no errors.</param>
    public HttpMessage CreateMessage(RequestMethod method, string path, string query, ResponseClassifier expected)
    {
        var message = pipeline.CreateMessage();
        message.ResponseClassifier = expected;
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri(Locate(path)));
        request.Uri.Query = $"{query}&{sharedAccessSignature}".Trim('&');
        request.Headers.Add("x-ms-version", ServiceVersion);
        request.Headers.Add("DataServiceVersion", DataServiceVersion);
        request.Headers.Add("Accept", Json);
        return message;
    }

    /// <summary>Sends a request and waits for the whole answer.</summary>
    /// <exception cref="RequestFailedException">The service refused it, with its status and code, or could not be reached.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        await pipeline.SendAsync(message, cancellationToken);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
    }

    /// <summary>Reads the JSON of an answer that went well.</summary>
    /// <exception cref="RequestFailedException">It is not what was expected.</exception>
    public static T Read<T>(Response response, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidOperationException or KeyNotFoundException)
        {
            throw Unreadable(response, e);
        }
    }

    /// <summary>For an answer that says it went well and cannot be read: an outage of the service, or something that is not the service.</summary>
    public static RequestFailedException Unreadable(Response response, Exception? cause) =>
        new(response.Status, "The table service gave an answer that cannot be read.", cause);
}
