using System.Globalization;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Samples;

/// <summary>
/// Tax identifiers with the right control character that belong to nobody: entities whose province digits are <c>00</c>, persons numbered from
/// 99 000 000.
/// </summary>
public static class SampleTaxIds
{
    private const string PersonLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    private const int FirstPerson = 99_000_000;

    /// <summary>The NIF of an invented person.</summary>
    /// <param name="number">Which one, from 0.</param>
    public static TaxId Person(int number)
    {
        var digits = FirstPerson + number;
        return Parse(string.Create(CultureInfo.InvariantCulture, $"{digits:D8}{PersonLetters[digits % 23]}"));
    }

    /// <summary>The NIF of an invented company.</summary>
    /// <param name="letter">Its legal form: <c>A</c> for an SA, <c>B</c> for an SL, <c>F</c> for a cooperative.</param>
    /// <param name="number">Which one, from 0 to 99 999.</param>
    public static TaxId Company(char letter, int number)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{number:D7}");
        // Luhn: odd positions doubled and their digits summed, even ones as they are.
        var sum = digits.Index().Sum(d => d.Index % 2 == 0 ? DigitSum(2 * (d.Item - '0')) : d.Item - '0');
        return Parse(string.Create(CultureInfo.InvariantCulture, $"{letter}{digits}{(10 - (sum % 10)) % 10}"));
    }

    private static int DigitSum(int number) => (number / 10) + (number % 10);

    private static TaxId Parse(string text) => TaxId.TryParse(text, out var id) ? id : throw new ArgumentException($"{text} is no tax identifier.", nameof(text));
}
