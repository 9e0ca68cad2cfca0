using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Receipts;

/// <summary>A receipt, or another document of the registry, as kept.</summary>
/// <param name="Json">Its data, UTF-8 JSON.</param>
/// <param name="Pdf">Its document, which carries its seal.</param>
/// <param name="JsonSeal">The seal over its data: a detached JWS, compact.</param>
public sealed record StoredReceipt(byte[] Json, byte[] Pdf, string JsonSeal)
{
    /// <summary>Seals the data of a document that is sealed already.</summary>
    public static StoredReceipt Seal(byte[] json, byte[] pdf, IRegistrySeal seal) => new(json, pdf, JwsSigning.Sign(seal, json));
}

/// <summary>In which form a receipt is asked for.</summary>
public enum ReceiptForm
{
    /// <summary>Data.</summary>
    Json,

    /// <summary>The document.</summary>
    Pdf,
}

/// <summary>The container <c>resguardos</c>: each receipt written once, the same on every fetch.</summary>
public interface IReceiptStore
{
    /// <summary>Keeps a receipt. The first one of a code stays.</summary>
    /// <returns>The JSON that is kept.</returns>
    Task<ReadOnlyMemory<byte>> SaveAsync(VerificationCode code, StoredReceipt receipt, CancellationToken cancellationToken);

    /// <summary>One form of a receipt, or null when the code names none.</summary>
    Task<ReadOnlyMemory<byte>?> FindAsync(VerificationCode code, ReceiptForm form, CancellationToken cancellationToken);

    /// <summary>The seal over a receipt's data as kept with it, or null when the code names none.</summary>
    Task<string?> FindSealAsync(VerificationCode code, CancellationToken cancellationToken);
}
