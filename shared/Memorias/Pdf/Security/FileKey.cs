using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IntakePipeline.Memorias.Pdf.Security;

#pragma warning disable CA5350, CA5351, CA5358 // The format prescribes MD5, RC4 and unpadded CBC; nothing is protected by them here, files are only read.

/// <summary>Derives a file's key from the empty user password and proves it (ISO 32000-1, 7.6.3; ISO 32000-2, 7.6.4).</summary>
internal static class FileKey
{
    /// <summary>What stands for an empty password in revisions 2 to 4.</summary>
    private static ReadOnlySpan<byte> Padding =>
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <summary>The key of revisions 2 to 4, or null when the file asks for a password.</summary>
    public static byte[]? Legacy(int revision, int keyBytes, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> user, int permissions, ReadOnlySpan<byte> id, bool metadata)
    {
        if (owner.Length < 32 || user.Length < 16)
            return null;
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(Padding);
        md5.AppendData(owner[..32]);
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, permissions);
        md5.AppendData(four);
        md5.AppendData(id);
        if (revision >= 4 && !metadata)
            md5.AppendData([0xFF, 0xFF, 0xFF, 0xFF]);
        var hash = md5.GetHashAndReset();
        if (revision >= 3)
        {
            for (var i = 0; i < 50; i++)
                hash = MD5.HashData(hash.AsSpan(0, keyBytes));
        }

        var key = hash[..keyBytes];
        return Proves(revision, key, user, id) ? key : null;
    }

    /// <summary>The key of revisions 5 and 6, or null when the file asks for a password.</summary>
    public static byte[]? Modern(int revision, ReadOnlySpan<byte> user, ReadOnlySpan<byte> encryptedKey)
    {
        if (user.Length < 48 || encryptedKey.Length < 32)
            return null;
        var proof = revision >= 6 ? Hardened(user.Slice(32, 8)) : SHA256.HashData(user.Slice(32, 8));
        if (!proof.AsSpan().SequenceEqual(user[..32]))
            return null;
        using var aes = Aes.Create();
        aes.Key = revision >= 6 ? Hardened(user.Slice(40, 8)) : SHA256.HashData(user.Slice(40, 8));
        return aes.DecryptCbc(encryptedKey[..32], new byte[16], PaddingMode.None);
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

    /// <summary>Revision 6's slow hash (algorithm 2.B) of the empty password and <paramref name="salt"/>.</summary>
    private static byte[] Hardened(ReadOnlySpan<byte> salt)
    {
        var hash = SHA256.HashData(salt);
        using var aes = Aes.Create();
        // The last byte ends the loop by chance after 64 rounds; 1,000 is beyond any chance.
        for (var round = 0; round < 1_000; round++)
        {
            var repeated = new byte[hash.Length * 64];
            for (var i = 0; i < 64; i++)
                hash.CopyTo(repeated, i * hash.Length);
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
