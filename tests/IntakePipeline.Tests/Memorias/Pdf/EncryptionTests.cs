using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Pdf.Security;

namespace IntakePipeline.Tests.Memorias.Pdf;

#pragma warning disable CA5351, CA5358 // The format prescribes MD5 and CBC.

/// <summary>Revisions that the samples do not cover, encrypted here by the letter of ISO 32000-1, 7.6.</summary>
public sealed class EncryptionTests
{
    private const string Content = "BT /F 12 Tf 50 700 Td (xifrat) Tj ET";
    private const int Permissions = -44;

    private static readonly byte[] Id = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private static readonly byte[] Owner = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];

    private static readonly byte[] Padding = Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");

    [Theory]
    [InlineData("Key", "Plaintext", "BBF316E8D940AF0AD3")]
    [InlineData("Wiki", "pedia", "1021BF0420")]
    public void RC4_gives_the_published_vectors(string key, string plain, string cipher)
    {
        var output = new byte[plain.Length];
        Rc4.Transform(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(plain), output);
        Assert.Equal(cipher, Convert.ToHexString(output));
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 5)]
    [InlineData(3, 16)]
    public void RC4_of_40_to_128_bits_opens_with_the_empty_password(int revision, int keyBytes)
    {
        var key = Key(revision, keyBytes, []);
        var content = Rc4With(MD5.HashData([.. key, 4, 0, 0, 0, 0])[..Math.Min(16, keyBytes + 5)], Encoding.Latin1.GetBytes(Content));
        Assert.Equal("xifrat", Word(File(content, $"/Filter/Standard/V {(revision == 2 ? 1 : 2)}/R {revision}/Length {keyBytes * 8}", User(revision, key))));
    }

    [Fact]
    public void AES_of_128_bits_opens_with_the_empty_password()
    {
        var key = Key(4, 16, []);
        using var aes = Aes.Create();
        aes.Key = MD5.HashData([.. key, 4, 0, 0, 0, 0, .. "sAlT"u8]);
        byte[] content = [.. Id, .. aes.EncryptCbc(Encoding.Latin1.GetBytes(Content), Id)];
        Assert.Equal("xifrat", Word(File(content, "/Filter/Standard/V 4/R 4/Length 128/CF<</StdCF<</CFM/AESV2/Length 16>>>>/StmF/StdCF/StrF/StdCF", User(4, key))));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_short_key_of_version_4_is_filled_up_to_128_bits(int keyBytes)
    {
        var key = Key(4, keyBytes, []);
        byte[] filled = [.. key, .. new byte[16 - keyBytes]];
        var content = Rc4With(MD5.HashData([.. filled, 4, 0, 0, 0, 0]), Encoding.Latin1.GetBytes(Content));
        Assert.Equal("xifrat", Word(File(content, $"/Filter/Standard/V 4/R 4/Length {keyBytes * 8}/CF<</StdCF<</CFM/V2/Length {keyBytes}>>>>/StmF/StdCF/StrF/StdCF", User(4, key))));
    }

    [Theory]
    [InlineData("256")]
    [InlineData("128", "--use-aes=y")]
    [InlineData("128", "--use-aes=y", "--cleartext-metadata")]
    public async Task Object_streams_of_encrypted_files_are_decrypted_as_streams(string bits, params string[] how)
    {
        var file = await Receipts.ExternalTool.RunForBytesAsync(
            "qpdf", Samples.Read("text_gs_pdfwrite_010p"), ["--encrypt", "", "owner", bits, .. how, "--", "--object-streams=generate", "{}", "-"]);
        Assert.True(file.AsSpan().IndexOf("/ObjStm"u8) > 0);
        Assert.Equal((double)Samples.Poppler("text_gs_pdfwrite_010p").Words, AgreementTests.Pages(file).Sum(page => page.Words.Count), 20.0);
    }

    [Fact]
    public void Another_password_or_another_handler_is_asked_for()
    {
        var file = File([1, 2, 3], "/Filter/Standard/V 2/R 3/Length 128", User(3, Key(3, 16, [9])));
        Assert.IsType<PdfFailure.Encrypted>(Assert.IsType<PdfResult<PdfDocument>.Failed>(OpeningTests.Open(file)).Reason);
        file = File([1, 2, 3], "/Filter/FOPN_fLock/V 2/R 3/Length 128", User(3, Key(3, 16, [])));
        Assert.IsType<PdfFailure.Encrypted>(Assert.IsType<PdfResult<PdfDocument>.Failed>(OpeningTests.Open(file)).Reason);
    }

    private static byte[] Key(int revision, int keyBytes, byte[] password)
    {
        var permissions = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(permissions, Permissions);
        var hash = MD5.HashData([.. password, .. Padding[..(32 - password.Length)], .. Owner, .. permissions, .. Id]);
        for (var i = 0; revision >= 3 && i < 50; i++)
            hash = MD5.HashData(hash[..keyBytes]);
        return hash[..keyBytes];
    }

    private static byte[] User(int revision, byte[] key)
    {
        if (revision == 2)
            return Rc4With(key, Padding);
        var proof = MD5.HashData([.. Padding, .. Id]);
        for (var round = 0; round < 20; round++)
            proof = Rc4With(Array.ConvertAll(key, b => (byte)(b ^ round)), proof);
        return [.. proof, .. new byte[16]];
    }

    private static byte[] Rc4With(byte[] key, byte[] data)
    {
        var output = new byte[data.Length];
        Rc4.Transform(key, data, output);
        return output;
    }

    private static byte[] File(byte[] content, string encryption, byte[] user)
    {
        var file = Tiny.File(Encoding.Latin1.GetString(content), "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>");
        var entries = $"/Encrypt<<{encryption}/P {Permissions}/O<{Convert.ToHexString(Owner)}>/U<{Convert.ToHexString(user)}>>>/ID[<{Convert.ToHexString(Id)}><00>]";
        return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file).Replace("trailer\n<<", "trailer\n<<" + entries, StringComparison.Ordinal));
    }

    private static string Word(byte[] file) => Assert.Single(Assert.Single(AgreementTests.Pages(file)).Words).Text;
}
