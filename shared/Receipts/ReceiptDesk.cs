using IntakePipeline.Calls;
using IntakePipeline.Registry;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Receipts;

/// <summary>Where receipts are checked: the pipeline's own public address.</summary>
/// <param name="Address">Absolute, without a path; the same on every host, or receipts would differ.</param>
public sealed record PublicAddress(Uri Address)
{
    /// <summary>The setting that holds it.</summary>
    public const string Setting = "Intake:PublicAddress";

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidOperationException">It is missing or no absolute http or https address.</exception>
    public static PublicAddress From(string? setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? new PublicAddress(address)
            : throw new InvalidOperationException($"Set {Setting} (or Intake__PublicAddress) to the address under which receipts are checked, e.g. https://registro.example.");
}

/// <summary>Issues receipts: makes them from the entry, seals them and keeps them, once.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="calls">The calls' data.</param>
/// <param name="address">Where they are checked.</param>
/// <param name="sealing">With what they are sealed.</param>
public sealed class ReceiptDesk(IReceiptStore store, CallCatalogue calls, PublicAddress address, Sealing sealing)
{
    /// <summary>Issues the receipt of an entry, unless it has been issued already.</summary>
    /// <returns>The receipt as kept, JSON.</returns>
    public Task<ReadOnlyMemory<byte>> IssueAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        var call = calls.Find(entry.Draft.Call) ?? throw new InvalidOperationException($"The register has an entry of a call without data: {entry.Draft.Call}.");
        var receipt = Receipt.From(entry, call, address.Address);
        return store.SaveAsync(entry.Csv, StoredReceipt.Seal(ReceiptJson.Write(receipt), ReceiptPdf.Render(receipt, sealing.Seal), sealing.Seal), cancellationToken);
    }

    /// <summary>The receipt of an entry as kept; issues it when a crash left it out.</summary>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(RegistryEntry entry, CancellationToken cancellationToken) =>
        await store.FindAsync(entry.Csv, ReceiptForm.Json, cancellationToken) ?? await IssueAsync(entry, cancellationToken);

    /// <summary>One form of the receipt a code names, or null.</summary>
    public Task<ReadOnlyMemory<byte>?> FindAsync(VerificationCode code, ReceiptForm form, CancellationToken cancellationToken) =>
        store.FindAsync(code, form, cancellationToken);

    /// <summary>The seal over the data of the receipt a code names, or null.</summary>
    public Task<string?> FindSealAsync(VerificationCode code, CancellationToken cancellationToken) => store.FindSealAsync(code, cancellationToken);
}
