using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace IntakePipeline.Receipts;

/// <summary>
/// The code (código seguro de verificación, CSV) that fetches and verifies a receipt: 28 characters of an alphabet without I, L, O and U, 140 random
/// bits, in seven groups of four. Whoever has it may see the receipt; it cannot be guessed.
/// </summary>
/// <example><c>7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS</c></example>
public readonly record struct VerificationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 28;

    private VerificationCode(string compact) => Compact = compact;

    /// <summary>The 28 characters without hyphens: the receipt's name in storage and in addresses.</summary>
    public string Compact { get; }

    /// <summary>A new random code.</summary>
    public static VerificationCode Create() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Reads a code as a person may type it: any case, spaces and hyphens anywhere, O for 0 and I or L for 1.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out VerificationCode code)
    {
        code = default;
        if (text is null or { Length: > 80 })
            return false;
        var compact = string.Concat(text.Where(c => c is not ('-' or ' ')).Select(c => char.ToUpperInvariant(c) switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            var other => other,
        }));
        if (compact.Length != Length || !compact.All(c => Alphabet.Contains(c, StringComparison.Ordinal)))
            return false;
        code = new VerificationCode(compact);
        return true;
    }

    /// <summary>Seven groups of four, with hyphens.</summary>
    public override string ToString() => string.Join('-', Compact.Chunk(4).Select(g => new string(g)));
}
