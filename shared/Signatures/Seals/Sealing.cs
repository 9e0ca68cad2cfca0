using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Signatures.Seals;

/// <summary>With what the registry seals, and who certifies when.</summary>
/// <param name="Seal">The registry's seal.</param>
/// <param name="TimestampAuthority">The RFC 3161 authority that stamps receipts; null for none.</param>
public sealed record Sealing(IRegistrySeal Seal, Uri? TimestampAuthority)
{
    /// <summary>The setting that names the PKCS#12 file (<c>Intake__Seal__File</c>).</summary>
    public const string FileSetting = "Intake:Seal:File";

    /// <summary>The setting that holds the file's password.</summary>
    public const string PasswordSetting = "Intake:Seal:Password";

    /// <summary>The setting that names a file with the password, for whoever keeps secrets out of settings.</summary>
    public const string PasswordFileSetting = "Intake:Seal:PasswordFile";

    /// <summary>The setting that holds the address of the timestamp authority.</summary>
    public const string TimestampSetting = "Intake:Timestamp:Url";

    /// <summary>A seal that proves nothing, and no timestamps.</summary>
    public static Sealing Development => new(DevelopmentSeal.OfThisProcess, null);

    /// <summary>Reads the settings; the seal is <paramref name="otherwise"/> when they name none.</summary>
    /// <exception cref="InvalidOperationException">They name none and there is no other, it cannot be opened, or an address is none.</exception>
    public static Sealing From(IConfiguration settings, Func<IRegistrySeal>? otherwise = null) =>
        new(SealOf(settings, otherwise), TimestampAuthorityOf(settings[TimestampSetting]));

    private static IRegistrySeal SealOf(IConfiguration settings, Func<IRegistrySeal>? otherwise)
    {
        if (settings[FileSetting] is not { Length: > 0 } file)
            return otherwise?.Invoke() ?? throw new InvalidOperationException($"Set {FileSetting} (or Intake__Seal__File) to the PKCS#12 file of the registry's seal.");
        try
        {
            var password = settings[PasswordFileSetting] is { Length: > 0 } passwordFile ? File.ReadAllText(passwordFile).Trim() : settings[PasswordSetting];
            return Pkcs12Seal.Open(File.ReadAllBytes(file), password);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The registry's seal cannot be read: {e.Message}", e);
        }
    }

    private static Uri? TimestampAuthorityOf(string? setting)
    {
        if (string.IsNullOrEmpty(setting))
            return null;
        return Uri.TryCreate(setting, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new InvalidOperationException($"{TimestampSetting} must be the absolute address of a timestamp authority.");
    }
}
