using IntakePipeline.Calls;
using IntakePipeline.Signatures.Certificates;
using NodaTime;

namespace IntakePipeline.Signatures.Checking;

/// <summary>The check of <c>solicitud.json.p7s</c>: on the way to the receipt, so it costs a few verifications and, unless configured otherwise, no call.</summary>
/// <param name="verifier">Checks signatures.</param>
/// <param name="settings">Says whether SHA-1 may count.</param>
public sealed class ApplicantSignatures(SignatureVerifier verifier, SignatureSettings settings)
{
    /// <summary>Checks the signature of a form.</summary>
    /// <param name="call">Its call.</param>
    /// <param name="envelope">The form's exact bytes.</param>
    /// <param name="signature">The signature's; null when it did not come.</param>
    /// <param name="at">Time of filing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; null when there is nothing to check: no signature, or a call that demands none.</returns>
    public async ValueTask<SignatureVerdict?> CheckAsync(
        Call call, ReadOnlyMemory<byte> envelope, ReadOnlyMemory<byte>? signature, Instant at, CancellationToken cancellationToken) =>
        call.SignatureRequired && signature is { Length: > 0 } bytes
            ? await verifier.VerifyAsync(bytes, envelope.ToArray(), at, settings.AllowSha1 && call.Year <= AlgorithmPolicy.LastSha1Year, cancellationToken)
            : null;
}
