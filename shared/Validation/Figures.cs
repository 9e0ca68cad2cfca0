using System.Globalization;
using NodaTime;

namespace IntakePipeline.Validation;

/// <summary>Figures as people here write them, the same in both languages.</summary>
internal static class Figures
{
    private const int LongestExcerpt = 80;
    private static readonly NumberFormatInfo Here = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary><c>60.000,00 €</c>. A limit that is no whole cent is cut, never rounded up over itself.</summary>
    public static string Euros(decimal amount) => $"{Math.Round(amount, 2, MidpointRounding.ToZero).ToString("#,0.00", Here)} €";

    /// <summary>An amount exactly as it was written: <c>60.000,005 €</c>.</summary>
    public static string ExactEuros(decimal amount) => $"{amount.ToString("#,0.00##########################", Here)} €";

    /// <summary><c>75 %</c> of a share of 0.75.</summary>
    public static string Percent(decimal share) => $"{(share * 100).ToString("0.##", Here)} %";

    /// <summary><c>28/06/2012</c>.</summary>
    public static string Day(LocalDate date) => date.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);

    /// <summary>A count.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The beginning of something an applicant typed, on one line: enough to recognise it.</summary>
    public static string Excerpt(string text)
    {
        var line = string.Concat(text.Take(LongestExcerpt).Where(c => !char.IsSurrogate(c)).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return text.Length > LongestExcerpt ? line + "…" : line;
    }

    /// <summary>Several things in a row.</summary>
    public static string List(IEnumerable<string> items, string separator = ", ") => string.Join(separator, items);

    /// <summary>Several numbers in a row.</summary>
    public static string List(IEnumerable<int> items) => List(items.Select(Number));
}
