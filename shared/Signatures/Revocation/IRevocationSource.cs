using System.Security.Cryptography.X509Certificates;
using NodaTime;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>Somebody who knows which certificates are revoked.</summary>
public interface IRevocationSource
{
    /// <summary>Asks about a certificate. A source that fails, or takes too long, says <see cref="RevocationStatus.Unknown"/>.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">Who issued it, according to a path that holds.</param>
    /// <param name="at">Time of filing: what the source knows must reach as far.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<RevocationStatus> AskAsync(X509Certificate2 certificate, X509Certificate2 issuer, Instant at, CancellationToken cancellationToken);
}
