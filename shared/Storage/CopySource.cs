using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace IntakePipeline.Storage;

/// <summary>Lets the service of one account read a blob of another while it copies: as whoever asks, or, where there is a key, by a signed address.</summary>
/// <param name="credential">As whom the source account is asked; null when it has a key.</param>
/// <param name="time">When a signed address ends.</param>
internal sealed class CopySource(TokenCredential? credential, TimeProvider time)
{
    // A copy takes seconds; a signed address that leaks is of little use.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly TokenRequestContext StorageScope = new(["https://storage.azure.com/.default"]);

    /// <summary>What the copying service shows to the source; null when the address says it all. The credential keeps its token between calls.</summary>
    public async ValueTask<HttpAuthorization?> AuthorizationAsync(CancellationToken cancellationToken) => credential is null
        ? null
        : new HttpAuthorization("Bearer", (await credential.GetTokenAsync(StorageScope, cancellationToken)).Token);

    /// <summary>The address under which the source is read.</summary>
    public Uri Address(BlobClient source) => credential is null
        ? source.GenerateSasUri(BlobSasPermissions.Read, time.GetUtcNow() + Lifetime)
        : source.Uri;
}
