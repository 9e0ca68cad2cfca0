using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>Revocation lists in a folder that somebody keeps up to date: looked at again once a minute, and parsed anew only where they changed.</summary>
/// <param name="folder">The folder.</param>
/// <param name="time">Measures the minute.</param>
/// <param name="log">Names files that are no list that can be read.</param>
public sealed partial class RevocationFolder(string folder, TimeProvider time, ILogger<RevocationFolder> log) : IRevocationSource
{
    private const int MaxFileBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private volatile IReadOnlyList<KeptList> lists = [];
    private DateTimeOffset? lookedAt;

    /// <summary>A list as of a state of its file; null when that is none.</summary>
    private sealed record KeptList(string File, DateTime Written, long Bytes, RevocationList? List);

    /// <inheritdoc/>
    public ValueTask<RevocationStatus> AskAsync(X509Certificate2 certificate, X509Certificate2 issuer, Instant at, CancellationToken cancellationToken)
    {
        Look();
        RevocationStatus answer = new RevocationStatus.Unknown();
        foreach (var kept in lists)
        {
            var status = kept.List?.StatusOf(certificate, issuer, at) ?? new RevocationStatus.Unknown();
            // An old list may lie beside a new one: that somebody is revoked does not become untrue.
            if (status is RevocationStatus.Revoked)
                return ValueTask.FromResult(status);
            if (status is RevocationStatus.Good)
                answer = status;
        }

        return ValueTask.FromResult(answer);
    }

    private void Look()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            // A clock that was put back must not make the lists old.
            if (lookedAt is { } before && before <= now && now - before < Interval)
                return;
            lookedAt = now;
            try
            {
                var known = lists.ToDictionary(k => k.File, StringComparer.Ordinal);
                lists = [.. new DirectoryInfo(folder).EnumerateFiles().OrderBy(f => f.Name, StringComparer.Ordinal).Select(file =>
                    known.GetValueOrDefault(file.Name) is { } kept && kept.Written == file.LastWriteTimeUtc && kept.Bytes == file.Length ? kept : Read(file))];
            }
            catch (IOException e)
            {
                // What was known stays known; each list says itself until when.
                LogUnreadable(folder, e.Message);
            }
        }
    }

    private KeptList Read(FileInfo file)
    {
        RevocationList? list = null;
        try
        {
            list = file.Length <= MaxFileBytes ? RevocationList.Read(Der(File.ReadAllBytes(file.FullName))) : throw new NotSupportedException("it is too large");
        }
        catch (Exception e) when (e is AsnContentException or NotSupportedException or CryptographicException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            LogUnreadable(file.Name, e.Message);
        }

        return new KeptList(file.Name, file.LastWriteTimeUtc, file.Length, list);
    }

    private static byte[] Der(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("-----"u8))
            return bytes;
        var text = Encoding.ASCII.GetString(bytes);
        return Convert.FromBase64String(text[PemEncoding.Find(text).Base64Data]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Revocation list {File} cannot be read: {Why}")]
    private partial void LogUnreadable(string file, string why);
}
