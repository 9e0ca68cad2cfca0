using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Corrections;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Faults;

/// <summary>
/// The telematic registry with its own log: what it sent, what it was told. Whatever was acknowledged must be in the book; whatever was not, it sends again.
/// </summary>
internal sealed class Sender : IDisposable
{
    private readonly SampleSigner signer = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentDictionary<string, ConcurrentBag<string>> receipts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> refusals = new(StringComparer.Ordinal);

    /// <summary>Receipts by key, every one that came: all of one key must be the same.</summary>
    public IReadOnlyDictionary<string, ConcurrentBag<string>> Receipts => receipts;

    /// <summary>Submissions refused, by key.</summary>
    public IReadOnlyDictionary<string, string> Refusals => refusals;

    /// <summary>An application without defects.</summary>
    public SubmissionFolder Clean(string key, int number) => WithKey(SampleCatalogue.Clean(key, number, 20_000, signer), key);

    /// <summary>An application whose correction is requested.</summary>
    public SubmissionFolder Defective(string key, int number) => WithKey(SampleCatalogue.Clean(key, number, 20_000, signer), key, form =>
        form["proyecto"]!["presupuesto"] = form["proyecto"]!["presupuesto"]!.GetValue<decimal>() + 1000m);

    /// <summary>An application whose memoria is not the one it declares.</summary>
    public SubmissionFolder Damaged(string key, int number) => Clean(key, number) with { Files = [new SubmissionFile("memoria.pdf", () => new MemoryStream(new byte[20_000]))] };

    /// <summary>The answer that cures a defective application.</summary>
    public SubmissionFolder Answer(string key, SubmissionFolder filed, int number, CorrectionRequestNumber request)
    {
        var whole = JsonNode.Parse(Clean(filed.Key!.Value.Value, number).Envelope)!.AsObject();
        var answer = new JsonObject { ["version"] = 1, ["presentacion"] = key, ["requerimiento"] = request.ToString(), ["idioma"] = "va" };
        answer["solicitud"] = new JsonObject(new[] { "solicitante", "representante", "proyecto", "declaraciones" }.Select(n => KeyValuePair.Create(n, whole[n]?.DeepClone())));
        var envelope = JsonSerializer.SerializeToUtf8Bytes(answer);
        return new SubmissionFolder(envelope, SignedForms.Sign(envelope, SignedForms.SignatoryOf(filed.Envelope)), []);
    }

    /// <summary>Sends once, and notes what it is told.</summary>
    /// <returns>False when it was told nothing that counts: no answer, or "later".</returns>
    public async Task<bool> SendAsync(Uri host, SubmissionFolder folder, CancellationToken cancellationToken)
    {
        var key = folder.Key!.Value.Value;
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host, Timeout = http.Timeout };
            switch (await new HttpDoor(client, ChildHost.Key).FileAsync(folder, cancellationToken))
            {
                case FilingOutcome.Registered registered:
                    receipts.GetOrAdd(key, _ => []).Add(Convert.ToBase64String(registered.Json.Span));
                    return true;
                case FilingOutcome.Refused refused:
                    refusals[key] = refused.Faults[0].Code;
                    return true;
                default:
                    return false;
            }
        }
        catch (FilingException)
        {
            return false;
        }
    }

    /// <summary>Sends once, for whoever wants to see the answer itself. Nothing is noted.</summary>
    public async Task<HttpResponseMessage> PostAsync(Uri host, SubmissionFolder folder, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(folder.Envelope), "solicitud" }, { new ByteArrayContent(folder.Signature!), "firma" } };
        foreach (var file in folder.Files)
            form.Add(new StreamContent(file.Open()), file.Name);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, "api/presentaciones")) { Content = form };
        request.Headers.Add("x-functions-key", ChildHost.Key);
        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>Sends until it is told something that counts.</summary>
    /// <returns>How many times it sent; 0 when it gave up.</returns>
    public async Task<int> SendUntilAnsweredAsync(Func<Uri> host, SubmissionFolder folder, int attempts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= attempts; attempt++)
        {
            if (await SendAsync(host(), folder, cancellationToken))
                return attempt;
            await Task.Delay(200, cancellationToken);
        }

        return 0;
    }

    public void Dispose()
    {
        signer.Dispose();
        http.Dispose();
    }

    private SubmissionFolder WithKey(SubmissionFolder folder, string key, Action<JsonObject>? change = null)
    {
        var form = JsonNode.Parse(folder.Envelope)!.AsObject();
        form["presentacion"] = key;
        change?.Invoke(form);
        var envelope = JsonSerializer.SerializeToUtf8Bytes(form);
        return folder with { Envelope = envelope, Signature = SignedForms.Sign(envelope) };
    }
}
