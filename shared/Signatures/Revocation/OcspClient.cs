using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>Asks OCSP responders. Answers are kept for a few minutes; one that comes late, is too long or proves nothing counts as none.</summary>
/// <param name="http">Sends questions; follows no redirection.</param>
/// <param name="responder"><see cref="AsCertificateSays"/>, or the one address to ask.</param>
/// <param name="patience">How long an answer may take in all.</param>
/// <param name="time">The real time.</param>
/// <param name="log">Says which responder failed.</param>
public sealed partial class OcspClient(HttpClient http, string responder, TimeSpan patience, TimeProvider time, ILogger<OcspClient> log) : IRevocationSource
{
    /// <summary>Setting that asks the responder each certificate names. It is asked only once the certificate's path to an anchor holds.</summary>
    public const string AsCertificateSays = "certificate";

    private const string AuthorityInformation = "1.3.6.1.5.5.7.1.1";
    private const int MaxAnswerBytes = 64 * 1024;
    private const int MaxKept = 10_000;
    private static readonly Duration LongestKept = Duration.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (RevocationStatus Status, Instant Until)> kept = new(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="text"/> is an address that can be asked.</summary>
    public static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <inheritdoc/>
    public async ValueTask<RevocationStatus> AskAsync(X509Certificate2 certificate, X509Certificate2 issuer, Instant at, CancellationToken cancellationToken)
    {
        var name = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (kept.TryGetValue(name, out var known) && now < known.Until)
            return known.Status;
        if (Address(certificate) is not { } address)
            return new RevocationStatus.Unknown();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var request = new OcspRequest(certificate, issuer);
            if (OcspResponse.Read(await SendAsync(address, request.Encoded, limit.Token), request, issuer, now) is not { } answer)
                return new RevocationStatus.Unknown();
            if (kept.Count >= MaxKept)
                kept.Clear();
            kept[name] = (answer.Status, Instant.Min(now + LongestKept, answer.NextUpdate ?? Instant.MaxValue));
            return answer.Status;
        }
        catch (Exception e) when (e is HttpRequestException or AsnContentException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogFailure(address.Host, e.Message);
            return new RevocationStatus.Unknown();
        }
    }

    private async Task<byte[]> SendAsync(Uri address, byte[] request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(request) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var answer = new byte[MaxAnswerBytes];
        var length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellationToken);
        return length < answer.Length ? answer[..length] : throw new IOException("The answer is too long.");
    }

    private Uri? Address(X509Certificate2 certificate)
    {
        if (responder != AsCertificateSays)
            return new Uri(responder);
        if (certificate.Extensions[AuthorityInformation] is not { } extension)
            return null;
        return new X509AuthorityInformationAccessExtension(extension.RawData, extension.Critical).EnumerateOcspUris().FirstOrDefault(IsAddress) is { } address ? new Uri(address) : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The OCSP responder {Host} gave no answer: {Why}")]
    private partial void LogFailure(string host, string why);
}
