using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Checking;
using NodaTime;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>Asks the configured sources, one after the other, about each certificate below the anchor.</summary>
/// <param name="sources">Who is asked: lists first, as they cost no call. None: nobody is, unless it is required.</param>
/// <param name="required">Whether not knowing is a flaw (hard fail) or not (soft fail).</param>
public sealed class RevocationCheck(IReadOnlyList<IRevocationSource> sources, bool required)
{
    /// <summary>Checks a path.</summary>
    /// <param name="path">From the signer's certificate to the anchor.</param>
    /// <param name="at">Time of filing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public async ValueTask<SignatureFlaw?> CheckAsync(IReadOnlyList<X509Certificate2> path, Instant at, CancellationToken cancellationToken)
    {
        for (var i = 0; i + 1 < path.Count; i++)
        {
            switch (await AskAsync(path[i], path[i + 1], at, cancellationToken))
            {
                case RevocationStatus.Revoked { Since: var since } when since <= at:
                    return SignatureFlaw.Revoked;
                case RevocationStatus.Unknown when required:
                    return SignatureFlaw.RevocationUnknown;
            }
        }

        return null;
    }

    private async ValueTask<RevocationStatus> AskAsync(X509Certificate2 certificate, X509Certificate2 issuer, Instant at, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.AskAsync(certificate, issuer, at, cancellationToken) is not RevocationStatus.Unknown and var answer)
                return answer;
        }

        return new RevocationStatus.Unknown();
    }
}
