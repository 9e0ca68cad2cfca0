using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IntakePipeline.Submissions;

/// <summary>What kind of holder a <see cref="TaxId"/> names.</summary>
public enum TaxIdKind
{
    /// <summary>A Spanish person (DNI, or K/L/M before seven digits).</summary>
    Person,

    /// <summary>A foreign person (NIE: X, Y or Z).</summary>
    Foreigner,

    /// <summary>A company or other entity (CIF).</summary>
    Entity,
}

/// <summary>
/// A Spanish tax identifier (NIF) whose control character is right, in its normal form: upper case, no spaces, dots, hyphens or <c>ES</c> prefix.
/// </summary>
/// <remarks>DNI and NIE: RD 1065/2007 art. 19–20; entities: Orden EHA/451/2008.</remarks>
/// <example><c>b-12.345.674</c> and <c>ESB12345674</c> both read as <c>B12345674</c>.</example>
public readonly record struct TaxId
{
    private const string PersonLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    private const string EntityLetters = "JABCDEFGHI";

    private TaxId(string value, TaxIdKind kind) => (Value, Kind) = (value, kind);

    /// <summary>Nine characters, normal form.</summary>
    public string Value { get; }

    /// <summary>Person, foreigner or entity.</summary>
    public TaxIdKind Kind { get; }

    /// <summary>Reads an identifier and checks its control character; false when it cannot be one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TaxId id)
    {
        id = default;
        if (text is null or { Length: > 20 })
            return false;
        var value = string.Concat(text.Where(c => c is not (' ' or '.' or '-'))).ToUpperInvariant();
        if (value.Length == 11 && value.StartsWith("ES", StringComparison.Ordinal))
            value = value[2..];
        if (value.Length != 9)
            return false;
        TaxIdKind? kind = value[0] switch
        {
            >= '0' and <= '9' when IsPerson(value[..8], value[8]) => TaxIdKind.Person,
            >= 'X' and <= 'Z' when IsPerson((char)(value[0] - 'X' + '0') + value[1..8], value[8]) => TaxIdKind.Foreigner,
            'K' or 'L' or 'M' when IsPerson(value[1..8], value[8]) => TaxIdKind.Person,
            'A' or 'B' or 'C' or 'D' or 'E' or 'F' or 'G' or 'H' or 'J' or 'N' or 'P' or 'Q' or 'R' or 'S' or 'U' or 'V' or 'W'
                when IsEntity(value) => TaxIdKind.Entity,
            _ => null,
        };
        if (kind is null)
            return false;
        id = new TaxId(value, kind.Value);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsPerson(string digits, char control) =>
        digits.All(char.IsAsciiDigit) && PersonLetters[(int)(long.Parse(digits, CultureInfo.InvariantCulture) % 23)] == control;

    private static bool IsEntity(string value)
    {
        var digits = value.AsSpan(1, 7);
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (!char.IsAsciiDigit(digits[i]))
                return false;
            var digit = digits[i] - '0';
            // Positions count from one: the odd ones are doubled and their digits summed.
            sum += i % 2 == 0 ? (digit * 2 / 10) + (digit * 2 % 10) : digit;
        }

        var check = (10 - (sum % 10)) % 10;
        var asDigit = value[8] == (char)('0' + check);
        var asLetter = value[8] == EntityLetters[check];
        return value[0] switch
        {
            'P' or 'Q' or 'R' or 'S' or 'N' or 'W' => asLetter,
            'A' or 'B' or 'E' or 'H' => asDigit,
            _ => asDigit || asLetter,
        };
    }
}
