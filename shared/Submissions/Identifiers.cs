using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace IntakePipeline.Submissions;

/// <summary>
/// The sender's own name for one filing (<c>presentacion</c>) and the idempotency key of the whole pipeline: 1–64 characters of
/// <c>[A-Za-z0-9._-]</c>, beginning with a letter or digit. It is a folder name in <c>entrada</c> and part of a row key.
/// </summary>
public readonly record struct SubmissionKey
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 64;

    private SubmissionKey(string value) => Value = value;

    /// <summary>The key as the sender wrote it; case matters.</summary>
    public string Value { get; }

    /// <summary>Reads a key; false when it has a forbidden character or length.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SubmissionKey key)
    {
        var ok = text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterOrDigit(text[0]) && SafeCharacters.All(text);
        key = ok ? new SubmissionKey(text!) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A file's name inside a submission: 1–100 characters of <c>[A-Za-z0-9._-]</c>, no path, not <c>.</c> or <c>..</c>; case matters.</summary>
public readonly record struct FileName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 100;

    private FileName(string value) => Value = value;

    /// <summary>The envelope itself: written last, it says the submission is complete.</summary>
    public static FileName Envelope { get; } = new("solicitud.json");

    /// <summary>The detached CAdES signature over the exact bytes of the envelope.</summary>
    public static FileName Signature { get; } = new("solicitud.json.p7s");

    /// <summary>The name as declared.</summary>
    public string Value { get; }

    /// <summary>True for the two names that belong to the envelope and that no document may take.</summary>
    public bool IsReserved => this == Envelope || this == Signature;

    /// <summary>Reads a name; false when it has a forbidden character or length.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FileName name)
    {
        var ok = text is { Length: > 0 and <= MaxLength } and not "." and not ".." && SafeCharacters.All(text);
        name = ok ? new FileName(text!) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A SHA-256 digest; written as 64 lower-case hexadecimal digits, read in either case.</summary>
public readonly record struct Sha256Digest
{
    private Sha256Digest(string hex) => Hex = hex;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Hex { get; }

    /// <summary>The digest of <paramref name="data"/>.</summary>
    public static Sha256Digest Of(ReadOnlySpan<byte> data) => FromBytes(SHA256.HashData(data));

    /// <summary>Wraps 32 raw bytes.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static Sha256Digest FromBytes(ReadOnlySpan<byte> digest) => digest.Length == SHA256.HashSizeInBytes
        ? new Sha256Digest(Convert.ToHexStringLower(digest))
        : throw new ArgumentException("A SHA-256 digest has 32 bytes.", nameof(digest));

    /// <summary>Reads 64 hexadecimal digits.</summary>
    public static bool TryParse([NotNullWhen(true)] string? hex, out Sha256Digest digest)
    {
        var ok = hex is { Length: 64 } && hex.All(char.IsAsciiHexDigit);
        digest = ok ? new Sha256Digest(hex!.ToLowerInvariant()) : default;
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;
}

internal static class SafeCharacters
{
    public static bool All(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
