using System.Text;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>Damages files the way transfer, disks and ill will do.</summary>
internal static class Mutator
{
    private static readonly string[] Tokens =
    [
        "/Kids", "/Parent", "/Length", "/Filter", "/FlateDecode", "/Type", "/Pages", "/Page", "/Count", "/Prev", "/Root", "/Contents", "/Resources", "/XObject",
        "obj", "endobj", "stream", "endstream", "xref", "trailer", "startxref", "<<", ">>", "[", "]", " R", "/Encrypt", "/W", "/Index", "/First", "/N ", "/Font",
        "-1", "0", "99999999999", "2147483647", "/DecodeParms", "/Predictor 15", "/Columns 99999999", "/ToUnicode", "/MediaBox", "null", "/ObjStm", "/XRef",
    ];

    public static byte[] Mutate(byte[] original, byte[] other, Random random)
    {
        var bytes = original.ToArray();
        for (var rounds = random.Next(1, 8); rounds > 0 && bytes.Length > 16; rounds--)
        {
            bytes = random.Next(7) switch
            {
                0 => FlipBits(bytes, random),
                1 => bytes[..random.Next(1, bytes.Length)],
                2 => Splice(bytes, other, random),
                3 => SwapTokens(bytes, random),
                4 => ChangeNumber(bytes, random),
                5 => Remove(bytes, random),
                _ => Insert(bytes, random),
            };
        }

        return bytes;
    }

    private static byte[] FlipBits(byte[] bytes, Random random)
    {
        for (var i = random.Next(1, 200); i > 0; i--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static byte[] Splice(byte[] bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Length);
        var from = random.Next(other.Length + 1);
        return [.. bytes[..at], .. other[from..Math.Min(other.Length, from + random.Next(5_000))], .. bytes[at..]];
    }

    private static byte[] SwapTokens(byte[] bytes, Random random)
    {
        var token = Encoding.ASCII.GetBytes(Tokens[random.Next(Tokens.Length)]);
        var replacement = Encoding.ASCII.GetBytes(Tokens[random.Next(Tokens.Length)]);
        var at = Occurrence(bytes, token, random);
        return at < 0 ? bytes : [.. bytes[..at], .. replacement, .. bytes[(at + token.Length)..]];
    }

    /// <summary>References, lengths and offsets are numbers: one wrong digit leads somewhere else.</summary>
    private static byte[] ChangeNumber(byte[] bytes, Random random)
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            var at = random.Next(bytes.Length);
            if (bytes[at] is < (byte)'0' or > (byte)'9')
                continue;
            bytes[at] = (byte)('0' + random.Next(10));
            if (random.Next(4) == 0)
                break;
        }

        return bytes;
    }

    private static byte[] Remove(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(2_000))..]];
    }

    private static byte[] Insert(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        var inserted = random.Next(3) == 0 ? new string("[(<"[random.Next(3)], random.Next(5_000)) : Tokens[random.Next(Tokens.Length)];
        return [.. bytes[..at], .. Encoding.ASCII.GetBytes(inserted), .. bytes[at..]];
    }

    private static int Occurrence(byte[] bytes, byte[] token, Random random)
    {
        var from = random.Next(bytes.Length);
        var at = bytes.AsSpan(from).IndexOf(token);
        return at >= 0 ? from + at : bytes.AsSpan().IndexOf(token);
    }
}
