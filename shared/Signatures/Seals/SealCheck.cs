using IntakePipeline.Calendar;
using IntakePipeline.Health;

namespace IntakePipeline.Signatures.Seals;

/// <summary>Whether the registry can seal: with a certificate that is valid now.</summary>
/// <param name="sealing">The seal.</param>
/// <param name="clock">The official time, by which receipts are dated.</param>
public sealed class SealCheck(Sealing sealing, OfficialClock clock) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "sello";

    /// <inheritdoc/>
    public Task<string?> FindTroubleAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now.ToDateTimeUtc();
        var certificate = sealing.Seal.Certificate;
        return Task.FromResult(
            now < certificate.NotBefore.ToUniversalTime() ? "the certificate is not valid yet"
            : now > certificate.NotAfter.ToUniversalTime() ? "the certificate is not valid any more"
            : null);
    }
}
