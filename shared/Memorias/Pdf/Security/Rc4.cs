namespace IntakePipeline.Memorias.Pdf.Security;

/// <summary>The RC4 cipher, which the framework no longer offers and old PDFs still use. Encrypting and decrypting are the same.</summary>
internal static class Rc4
{
    public static void Transform(ReadOnlySpan<byte> key, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<byte> state = stackalloc byte[256];
        for (var i = 0; i < 256; i++)
            state[i] = (byte)i;
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
        }

        for (int at = 0, i = 0, j = 0; at < input.Length; at++)
        {
            i = (i + 1) & 0xFF;
            j = (j + state[i]) & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
            output[at] = (byte)(input[at] ^ state[(state[i] + state[j]) & 0xFF]);
        }
    }
}
