using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Receipts.Timestamps;

/// <summary>The timestamps of receipts, each written once: <c>resguardos/{csv}.tst</c>.</summary>
public interface ITimestampStore
{
    /// <summary>The timestamp token over a receipt's document, DER, or null.</summary>
    Task<ReadOnlyMemory<byte>?> FindAsync(VerificationCode code, CancellationToken cancellationToken);

    /// <summary>Keeps a token. The first one of a receipt stays.</summary>
    Task SaveAsync(VerificationCode code, byte[] token, CancellationToken cancellationToken);
}

/// <summary>Receipts that wait for their timestamp.</summary>
public interface ITimestampQueue
{
    /// <summary>Has a receipt stamped. Asking twice is harmless.</summary>
    /// <param name="code">The receipt.</param>
    /// <param name="attempt">How often it was tried before.</param>
    /// <param name="delay">When to try.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task SendAsync(VerificationCode code, int attempt, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>
/// Has receipts stamped by an independent authority (RFC 3161), after they were handed out: a token over the document's bytes, kept beside it. An authority
/// that does not answer is asked again, ever more seldom, until it does. Without one, nothing happens.
/// </summary>
public sealed class TimestampDesk : IDisposable
{
    private const int MaxAnswer = 64 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private readonly IReceiptStore receipts;
    private readonly ITimestampStore store;
    private readonly ITimestampQueue queue;
    private readonly Uri? authority;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = MaxAnswer };

    /// <summary>Opens the desk.</summary>
    public TimestampDesk(IReceiptStore receipts, ITimestampStore store, ITimestampQueue queue, Sealing sealing) =>
        (this.receipts, this.store, this.queue, authority) = (receipts, store, queue, sealing.TimestampAuthority);

    /// <summary>Has a receipt stamped, if there is an authority.</summary>
    public Task RequestAsync(VerificationCode code, CancellationToken cancellationToken) =>
        authority is null ? Task.CompletedTask : queue.SendAsync(code, 0, TimeSpan.Zero, cancellationToken);

    /// <summary>Gets the timestamp of a receipt, unless it has one; asks for it to be tried later when the authority does not serve.</summary>
    /// <returns>Whether the receipt has a timestamp now.</returns>
    public async Task<bool> StampAsync(VerificationCode code, int attempt, CancellationToken cancellationToken)
    {
        if (authority is null)
            return false;
        if (await store.FindAsync(code, cancellationToken) is not null)
            return true;
        // Should the receipt not be there yet, its host ended half-way: the outbox makes up for that.
        if (await receipts.FindAsync(code, ReceiptForm.Pdf, cancellationToken) is { } document && await AskAsync(authority, document, cancellationToken) is { } token)
        {
            await store.SaveAsync(code, token, cancellationToken);
            return true;
        }

        var delay = TimeSpan.FromSeconds(15 * Math.Pow(2, Math.Min(attempt, 16)));
        await queue.SendAsync(code, attempt + 1, delay < Longest ? delay : Longest, cancellationToken);
        return false;
    }

    /// <summary>The timestamp of a receipt, DER, or null.</summary>
    public Task<ReadOnlyMemory<byte>?> FindAsync(VerificationCode code, CancellationToken cancellationToken) => store.FindAsync(code, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    // A token that is not over these bytes, not for this request or not soundly signed is no answer.
    private async Task<byte[]?> AskAsync(Uri address, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(
            document.Span, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);
        try
        {
            using var body = new ByteArrayContent(request.Encode()) { Headers = { ContentType = new MediaTypeHeaderValue("application/timestamp-query") } };
            using var answer = await http.PostAsync(address, body, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                return null;
            var token = request.ProcessResponse(await answer.Content.ReadAsByteArrayAsync(cancellationToken), out _);
            return token.VerifySignatureForData(document.Span, out _) ? token.AsSignedCms().Encode() : null;
        }
        catch (Exception e) when (e is HttpRequestException or CryptographicException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
