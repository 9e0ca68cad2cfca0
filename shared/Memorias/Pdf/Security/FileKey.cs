using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IntakePipeline.Memorias.Pdf.Security;

#pragma warning disable CA5350, CA5351, CA5358 // The format prescribes MD5, RC4 and unpadded CBC; nothing is protected by them here, files are only read.

/// <summary>Derives a file's key from an empty password, the user's or else the owner's, and proves it (ISO 32000-1, 7.6.3; ISO 32000-2, 7.6.4).</summary>
internal static class FileKey
{
    /// <summary>What stands for an empty password in revisions 2 to 4.</summary>
    private static ReadOnlySpan<byte> Padding =>
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <summary>The key of revisions 2 to 4, or null when the file asks for a password.</summary>
    public static byte[]? Legacy(in LegacyEntries entries) =>
        entries.Owner.Length < 32 || entries.User.Length < 16 ? null
            : LegacyWith(Padding, entries) ?? LegacyWith(UserPassword(entries), entries);

    /// <summary>The key of revisions 5 and 6, or null when the file asks for a password.</summary>
    public static byte[]? Modern(int revision, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> ownerKey, ReadOnlySpan<byte> user, ReadOnlySpan<byte> userKey)
    {
        if (user.Length < 48)
            return null;
        user = user[..48];
        return ModernWith(revision, user, userKey, []) ?? (owner.Length < 48 ? null : ModernWith(revision, owner[..48], ownerKey, user));
    }

    private static byte[]? ModernWith(int revision, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> encryptedKey, ReadOnlySpan<byte> more)
    {
        if (encryptedKey.Length < 32 || !Hash(revision, entry.Slice(32, 8), more).AsSpan().SequenceEqual(entry[..32]))
            return null;
        using var aes = Aes.Create();
        aes.Key = Hash(revision, entry.Slice(40, 8), more);
        return aes.DecryptCbc(encryptedKey[..32], new byte[16], PaddingMode.None);
    }

    private static byte[]? LegacyWith(ReadOnlySpan<byte> password, in LegacyEntries entries)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(password);
        md5.AppendData(entries.Owner[..32]);
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, entries.Permissions);
        md5.AppendData(four);
        md5.AppendData(entries.Id);
        if (entries.Revision >= 4 && !entries.Metadata)
            md5.AppendData([0xFF, 0xFF, 0xFF, 0xFF]);
        var key = Stretch(md5.GetHashAndReset(), entries.Revision, entries.KeyBytes);
        return Proves(entries.Revision, key, entries.User, entries.Id) ? key : null;
    }

    /// <summary>The user password as the empty owner password gives it away.</summary>
    private static byte[] UserPassword(in LegacyEntries entries)
    {
        var key = Stretch(MD5.HashData(Padding), entries.Revision, entries.KeyBytes);
        var password = entries.Owner[..32].ToArray();
        Span<byte> mixed = stackalloc byte[key.Length];
        for (var round = entries.Revision == 2 ? 0 : 19; round >= 0; round--)
        {
            for (var i = 0; i < key.Length; i++)
                mixed[i] = (byte)(key[i] ^ round);
            Rc4.Transform(mixed, password, password);
        }

        return password;
    }

    private static byte[] Stretch(byte[] hash, int revision, int keyBytes)
    {
        for (var i = 0; revision >= 3 && i < 50; i++)
            hash = MD5.HashData(hash.AsSpan(0, keyBytes));
        return hash[..keyBytes];
    }

    private static bool Proves(int revision, ReadOnlySpan<byte> key, ReadOnlySpan<byte> user, ReadOnlySpan<byte> id)
    {
        Span<byte> proof = stackalloc byte[32];
        if (revision == 2)
        {
            Rc4.Transform(key, Padding, proof);
            return user.Length >= 32 && proof.SequenceEqual(user[..32]);
        }

        proof = proof[..16];
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(Padding);
        md5.AppendData(id);
        md5.GetHashAndReset().CopyTo(proof);
        Span<byte> mixed = stackalloc byte[key.Length];
        for (var round = 0; round < 20; round++)
        {
            for (var i = 0; i < key.Length; i++)
                mixed[i] = (byte)(key[i] ^ round);
            Rc4.Transform(mixed, proof, proof);
        }

        return proof.SequenceEqual(user[..16]);
    }

    /// <summary>The hash of the empty password: plain in revision 5, slow in revision 6 (algorithm 2.B).</summary>
    private static byte[] Hash(int revision, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> more)
    {
        var hash = SHA256.HashData([.. salt, .. more]);
        if (revision < 6)
            return hash;
        using var aes = Aes.Create();
        // The last byte ends the loop by chance after 64 rounds; 1,000 is beyond any chance.
        for (var round = 0; round < 1_000; round++)
        {
            byte[] once = [.. hash, .. more];
            var repeated = new byte[once.Length * 64];
            for (var i = 0; i < 64; i++)
                once.CopyTo(repeated, i * once.Length);
            aes.Key = hash[..16];
            var mixed = aes.EncryptCbc(repeated, hash.AsSpan(16, 16), PaddingMode.None);
            var sum = 0;
            foreach (var b in mixed.AsSpan(0, 16))
                sum += b;
            hash = (sum % 3) switch
            {
                0 => SHA256.HashData(mixed),
                1 => SHA384.HashData(mixed),
                _ => SHA512.HashData(mixed),
            };
            if (round >= 63 && mixed[^1] <= round - 31)
                break;
        }

        return hash[..32];
    }
}

/// <summary>What the encryption dictionary of revisions 2 to 4 says.</summary>
/// <param name="revision">2, 3 or 4.</param>
/// <param name="keyBytes">5 to 16.</param>
/// <param name="permissions">Goes into the key.</param>
/// <param name="metadata">Metadata is encrypted too.</param>
internal readonly ref struct LegacyEntries(int revision, int keyBytes, int permissions, bool metadata)
{
    public int Revision { get; } = revision;

    public int KeyBytes { get; } = keyBytes;

    public int Permissions { get; } = permissions;

    public bool Metadata { get; } = metadata;

    /// <summary>Proves the owner password and hides the user's.</summary>
    public required ReadOnlySpan<byte> Owner { get; init; }

    /// <summary>Proves the user password.</summary>
    public required ReadOnlySpan<byte> User { get; init; }

    /// <summary>First identifier of the file.</summary>
    public required ReadOnlySpan<byte> Id { get; init; }
}
