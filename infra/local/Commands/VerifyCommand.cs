using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Local.Filing;
using IntakePipeline.Receipts.Verification;

namespace IntakePipeline.Local.Commands;

/// <summary><c>verify FILE</c>: checks a receipt with what is on this machine; asks no register and needs no host.</summary>
internal static class VerifyCommand
{
    private const long MaxBytes = 128 * 1024 * 1024;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The receipt: PDF, or JSON with its seal beside it (FILE.jws)" };
        var digest = new Option<string?>("--digest") { Description = "The day's digest of the register, JSON with its seal beside it (.jws instead of .json)", HelpName = "FILE" };
        var seal = new Option<string?>("--seal") { Description = "The registry's certificate, PEM or DER, got from somebody you trust", HelpName = "CERT" };
        var language = CalendarArguments.Language("va");
        var command = new Command("verify", "Check a receipt offline: its seal, its entry's hash, and whether the day's digest has that entry") { file, digest, seal, language };
        command.Does(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            var digestPath = parsed.GetValue(digest);
            var evidence = new OfflineEvidence(
                await ReadAsync(path, cancellationToken),
                await ReadTextAsync($"{path}.jws", cancellationToken),
                digestPath is null ? (ReadOnlyMemory<byte>?)null : await ReadAsync(digestPath, cancellationToken),
                digestPath is null ? null : await ReadTextAsync(Path.ChangeExtension(digestPath, ".jws"), cancellationToken),
                parsed.GetValue(seal) is { } certificate ? Certificate(certificate) : null);
            var verdict = new OfflineCheck(TimeProvider.System).Check(evidence);
            var spoken = parsed.GetValue(language) ?? Language.Valencian;
            var output = parsed.InvocationConfiguration.Output;
            if (verdict.Receipt is { } receipt)
                await output.WriteLineAsync($"{receipt.Number} {receipt.Expediente} {receipt.FiledAtLocal:uuuu-MM-dd HH:mm:ss}");
            foreach (var step in verdict.Steps)
                await output.WriteLineAsync($"{Mark(step.Holds)} {step.Text.In(spoken)} [{step.Code}]");
            return verdict.Holds ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }

    private static string Mark(bool? holds) => holds switch
    {
        true => "[+]",
        false => "[-]",
        null => "[?]",
    };

    private static X509Certificate2 Certificate(string path)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (CryptographicException e)
        {
            throw new FilingException($"{path} is no certificate: {e.Message}", e);
        }
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) => new FileInfo(path) is not { Exists: true, Length: > MaxBytes }
        ? await File.ReadAllBytesAsync(path, cancellationToken)
        : throw new FilingException($"{path} is larger than anything the register issues.");

    private static async Task<string?> ReadTextAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path) ? System.Text.Encoding.ASCII.GetString(await ReadAsync(path, cancellationToken)) : null;
}
