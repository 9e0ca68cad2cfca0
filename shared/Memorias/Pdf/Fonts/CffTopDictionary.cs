namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>What the top dictionary of a font in the Compact Font Format says that is needed here.</summary>
/// <param name="Charset">Where the glyphs' names are listed, or 0 to 2 for a predefined list.</param>
/// <param name="Encoding">Where the encoding is, or 0 or 1 for a predefined one.</param>
/// <param name="CharStrings">Where the glyphs are; 0 when it does not say.</param>
/// <param name="HasNames">Glyphs have names; fonts of character collections have only numbers.</param>
internal readonly record struct CffTopDictionary(int Charset, int Encoding, int CharStrings, bool HasNames)
{
    private const int CharsetOperator = 15;
    private const int EncodingOperator = 16;
    private const int CharStringsOperator = 17;
    private const int Escape = 12;
    private const int CollectionOperator = 30;

    /// <summary>Reads a dictionary; what cannot be understood of it is passed over.</summary>
    public static CffTopDictionary Read(ReadOnlySpan<byte> dictionary)
    {
        var result = new CffTopDictionary(0, 0, 0, HasNames: true);
        var reader = new CffReader(dictionary, 0);
        var operand = 0;
        while (reader.Position < dictionary.Length)
        {
            var first = reader.Number(1);
            if (first > 21)
            {
                operand = Operand(first, ref reader);
                continue;
            }

            result = first switch
            {
                CharsetOperator => result with { Charset = operand },
                EncodingOperator => result with { Encoding = operand },
                CharStringsOperator => result with { CharStrings = operand },
                Escape when reader.Number(1) == CollectionOperator => result with { HasNames = false },
                _ => result,
            };
            operand = 0;
        }

        return result;
    }

    private static int Operand(int first, ref CffReader reader)
    {
        switch (first)
        {
            case 28:
                return (short)reader.Number(2);
            case 29:
                return reader.Number(4);
            case 30:
                // A real number is no offset: it ends with a half byte of ones.
                while (!reader.Failed && reader.Number(1) is var pair && (pair >> 4) != 0xF && (pair & 0xF) != 0xF)
                {
                }

                return -1;
            case >= 32 and <= 246:
                return first - 139;
            case >= 247 and <= 250:
                return ((first - 247) * 256) + reader.Number(1) + 108;
            case >= 251 and <= 254:
                return ((251 - first) * 256) - reader.Number(1) - 108;
            default:
                return -1;
        }
    }
}
