using System.Globalization;
using System.Text;
using NodaTime;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>Reads amounts and dates as they are written in Spain, and folds text so that spelling does not hide a label.</summary>
internal static class SpanishFormats
{
    private static readonly string[][] Months =
    [
        ["enero", "gener"], ["febrero", "febrer"], ["marzo", "marc"], ["abril"], ["mayo", "maig"], ["junio", "juny"], ["julio", "juliol"],
        ["agosto", "agost"], ["septiembre", "setiembre", "setembre"], ["octubre"], ["noviembre", "novembre"], ["diciembre", "desembre"],
    ];

    /// <summary>Lower case, without accents, middle dots and repeated spaces.</summary>
    public static string Fold(string text)
    {
        if (IsFolded(text))
            return text;
        var folded = new StringBuilder(text.Length);
        foreach (var c in Decomposed(text))
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is '·' or '\u2027' or '\u2022')
                continue;
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                    folded.Append(' ');
            }
            else
            {
                folded.Append(c is '\u2019' or '\u00B4' or '`' ? '\'' : char.ToLowerInvariant(c));
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>Most words of a memoria are small Latin letters already.</summary>
    private static bool IsFolded(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }

    /// <summary>An amount in euros: <c>120.000,00 €</c>, <c>120.000</c>, <c>120000.50</c>. Null when the text is none.</summary>
    public static decimal? Amount(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in Fold(text).Replace("euros", "", StringComparison.Ordinal).Replace("eur", "", StringComparison.Ordinal))
        {
            if (char.IsAsciiDigit(c) || c is '.' or ',')
                digits.Append(c);
            else if (c is not (' ' or '€' or '\u00A0'))
                return null;
        }

        var number = digits.ToString().TrimEnd('.', ',');
        var comma = number.IndexOf(',', StringComparison.Ordinal);
        var (whole, cents) = comma >= 0 ? (number[..comma], number[(comma + 1)..]) : (number, "");
        var groups = whole.Split('.');
        if (comma < 0 && groups is [var units, { Length: 1 or 2 } decimals])
            (groups, cents) = ([units], decimals);
        if (groups[0].Length is 0 or > 9 || (groups.Length > 1 && groups[0].Length > 3) || cents.Length > 2 || cents.Contains('.', StringComparison.Ordinal)
            || cents.Contains(',', StringComparison.Ordinal) || groups.Length > 4 || !groups.Skip(1).All(group => group.Length == 3))
            return null;
        return decimal.TryParse(string.Concat(groups) + "." + cents.PadRight(2, '0'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

    /// <summary>A date: <c>15/07/2012</c>, <c>15-7-2012</c>, <c>2012-07-15</c>, <c>15 de julio de 2012</c>, <c>15 d'abril del 2012</c>. Null when the text is none.</summary>
    public static LocalDate? Date(string text)
    {
        var folded = Fold(text).TrimEnd('.', ',', ';');
        var parts = folded.Split(['/', '-', '.'], StringSplitOptions.TrimEntries);
        if (parts.Length == 3 && parts.All(part => part.Length is 1 or 2 or 4 && part.All(char.IsAsciiDigit)))
        {
            var numbers = Array.ConvertAll(parts, part => int.Parse(part, CultureInfo.InvariantCulture));
            return parts[0].Length == 4 ? Valid(numbers[0], numbers[1], numbers[2]) : parts[2].Length == 4 ? Valid(numbers[2], numbers[1], numbers[0]) : null;
        }

        var words = folded.Replace("d'", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("de" or "del" or "dia" or "el")).ToArray();
        if (words is not [var day, var month, { Length: 4 } year] || !int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
            || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y))
            return null;
        var m = Array.FindIndex(Months, names => names.Contains(month, StringComparer.Ordinal)) + 1;
        return m == 0 ? null : Valid(y, m, d);
    }

    private static LocalDate? Valid(int year, int month, int day) =>
        year is >= 1990 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    private static string Decomposed(string text)
    {
        foreach (var c in text)
        {
            // What cannot be normalised is compared as it is.
            if (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')
                return text;
        }

        return text.Normalize(NormalizationForm.FormD);
    }
}
