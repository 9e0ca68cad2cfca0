using System.Buffers.Binary;
using System.Security.Cryptography;
using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Security;

#pragma warning disable CA5350, CA5351, CA5358 // The format prescribes MD5, RC4 and CBC; files are only read.

/// <summary>The standard security handler with an empty password: RC4 of 40 to 128 bits, AES of 128 and 256 bits, revisions 2 to 6.</summary>
internal sealed class SecurityHandler
{
    private enum Cipher
    {
        None,
        Rc4,
        Aes128,
        Aes256,
    }

    private readonly byte[] _key;
    private readonly Cipher _streams;
    private readonly Cipher _strings;
    private readonly bool _metadata;

    private SecurityHandler(byte[] key, Cipher streams, Cipher strings, bool metadata) =>
        (_key, _streams, _strings, _metadata) = (key, streams, strings, metadata);

    /// <summary>Null when the file needs a password, or is encrypted in a way that is not the standard one.</summary>
    public static SecurityHandler? Create(PdfDictionary encrypt, PdfValue id, ObjectStore objects)
    {
        PdfValue Get(string key) => objects.Resolve(encrypt[key]);
        var version = Get("V").Integer ?? 0;
        var revision = Get("R").Integer ?? 0;
        if (Get("Filter").Name != "Standard" || version is not (1 or 2 or 4 or 5) || revision is < 2 or > 6)
            return null;
        var keyBytes = version switch
        {
            1 => 5,
            2 => Math.Clamp((Get("Length").Integer ?? 40) / 8, 5, 16),
            _ => 16,
        };
        var streams = version >= 4 ? FilterNamed("StmF", ref keyBytes) : Cipher.Rc4;
        var strings = version >= 4 ? FilterNamed("StrF", ref keyBytes) : Cipher.Rc4;
        if (streams is null || strings is null)
            return null;
        var metadata = Get("EncryptMetadata").Boolean ?? true;
        var user = Get("U").Text ?? [];
        // P is an unsigned number in some files and a signed one in most.
        var permissions = unchecked((int)(long)(Get("P").Number ?? 0));
        var firstId = objects.Resolve(id).Array is { Length: > 0 } ids ? objects.Resolve(ids[0]).Text ?? [] : [];
        // Where only attachments are encrypted the document itself opens without any password.
        if (streams == Cipher.None && strings == Cipher.None)
            return new SecurityHandler([], Cipher.None, Cipher.None, metadata);
        var owner = Get("O").Text ?? [];
        var key = version == 5
            ? FileKey.Modern(revision, owner, Get("OE").Text ?? [], user, Get("UE").Text ?? [])
            : Legacy(keyBytes) ?? (version == 4 && keyBytes != 16 ? Legacy(16) : null);
        // Version 4 means 128 bits: writers that make a shorter key fill it up with zeros before they encrypt with it.
        if (version == 4 && key is { Length: < 16 })
            Array.Resize(ref key, 16);
        return key is null ? null : new SecurityHandler(key, streams.Value, strings.Value, metadata);

        // Version 4 means 128 bits: what a filter says beside it is wrong as often as right.
        byte[]? Legacy(int bytes) => FileKey.Legacy(new LegacyEntries(revision, bytes, permissions, metadata) { Owner = owner, User = user, Id = firstId });

        Cipher? FilterNamed(string use, ref int length)
        {
            var name = Get(use).Name ?? "Identity";
            if (name == "Identity")
                return Cipher.None;
            var filter = objects.Resolve(Get("CF").Dictionary?[name] ?? default).Dictionary;
            var method = filter is null ? null : objects.Resolve(filter["CFM"]).Name;
            // V2 keys may be shorter than 128 bits; writers give the length in bytes or in bits.
            if (method == "V2" && (objects.Resolve(filter!["Length"]).Integer ?? Get("Length").Integer) is { } given)
                length = Math.Clamp(given >= 40 ? given / 8 : given, 5, 16);
            return method switch
            {
                "None" => Cipher.None,
                "V2" => Cipher.Rc4,
                "AESV2" => Cipher.Aes128,
                "AESV3" => Cipher.Aes256,
                _ => null,
            };
        }
    }

    /// <summary>Decrypts the strings of one object.</summary>
    public StringDecryptor? StringsOf(int number, int generation) =>
        _strings == Cipher.None ? null : new StringDecryptor(this, number, generation);

    /// <summary>A stream's bytes, decrypted but not decoded.</summary>
    public ReadOnlyMemory<byte> DecryptStream(PdfStream stream) =>
        _streams == Cipher.None || stream.Number == 0 || (!_metadata && stream.Dictionary["Type"].Name == "Metadata")
            ? stream.Raw
            : Decrypt(_streams, stream.Raw.Span, stream.Number, stream.Generation);

    internal byte[] DecryptString(byte[] text, int number, int generation) => Decrypt(_strings, text, number, generation);

    private byte[] Decrypt(Cipher cipher, ReadOnlySpan<byte> data, int number, int generation)
    {
        var key = cipher == Cipher.Aes256 ? _key : ObjectKey(number, generation, aes: cipher == Cipher.Aes128);
        if (cipher == Cipher.Rc4)
        {
            var plain = new byte[data.Length];
            Rc4.Transform(key, data, plain);
            return plain;
        }

        // A block for the start, then whole blocks; what is left over at the end of a damaged stream is dropped.
        var length = (data.Length - 16) / 16 * 16;
        if (length <= 0)
            return [];
        using var aes = Aes.Create();
        aes.Key = key;
        var padded = aes.DecryptCbc(data.Slice(16, length), data[..16], PaddingMode.None);
        var padding = padded[^1];
        return padding is >= 1 and <= 16 ? padded[..^padding] : padded;
    }

    private byte[] ObjectKey(int number, int generation, bool aes)
    {
        Span<byte> input = stackalloc byte[_key.Length + 9];
        _key.CopyTo(input);
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, number);
        four[..3].CopyTo(input[_key.Length..]);
        BinaryPrimitives.WriteInt32LittleEndian(four, generation);
        four[..2].CopyTo(input[(_key.Length + 3)..]);
        "sAlT"u8.CopyTo(input[(_key.Length + 5)..]);
        var hash = MD5.HashData(aes ? input : input[..^4]);
        return hash[..Math.Min(_key.Length + 5, 16)];
    }
}

/// <summary>Decrypts the strings of one object while it is parsed.</summary>
internal sealed class StringDecryptor(SecurityHandler security, int number, int generation)
{
    public byte[] Decrypt(byte[] text) => security.DecryptString(text, number, generation);
}
