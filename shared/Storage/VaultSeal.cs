using Azure;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Storage;

/// <summary>
/// The registry's seal from a Key Vault: the secret behind a certificate, which is its PKCS#12 container in base64. Read once at start; sealing itself
/// asks nobody, so that a receipt waits for no vault.
/// </summary>
public static class VaultSeal
{
    /// <summary>The setting that holds the secret's identifier, e.g. <c>https://boveda.vault.azure.net/secrets/sello</c> (<c>Intake__Seal__Secret</c>).</summary>
    public const string Setting = "Intake:Seal:Secret";

    /// <summary>Reads the seal.</summary>
    /// <param name="secret">The secret's identifier, with or without a version.</param>
    /// <param name="credential">Who asks.</param>
    /// <param name="options">How the vault is asked; null for the usual.</param>
    /// <exception cref="InvalidOperationException">It is no such identifier, the vault does not give it, or it is no seal.</exception>
    public static IRegistrySeal Read(Uri secret, TokenCredential credential, SecretClientOptions? options = null)
    {
        if (!KeyVaultSecretIdentifier.TryCreate(secret, out var id))
            throw new InvalidOperationException($"{Setting} must be the identifier of a secret in a Key Vault.");
        try
        {
            var value = new SecretClient(id.VaultUri, credential, options).GetSecret(id.Name, id.Version).Value.Value;
            return Pkcs12Seal.Open(Convert.FromBase64String(value), null);
        }
        catch (Exception e) when (e is RequestFailedException or FormatException)
        {
            throw new InvalidOperationException($"The registry's seal cannot be read from the vault: {e.Message}", e);
        }
    }
}
