using System.Globalization;

namespace IntakePipeline.Storage.Tables;

/// <summary>Values as literals of an OData filter.</summary>
internal static class TableQueryFilter
{
    /// <summary>Fills the holes of <paramref name="filter"/> with literals, so that no value can end its quotes.</summary>
    public static string Create(FormattableString filter) =>
        string.Format(CultureInfo.InvariantCulture, filter.Format, Array.ConvertAll(filter.GetArguments(), static object? (argument) => Literal(argument)));

    /// <summary>The inside of a quoted literal.</summary>
    public static string Escape(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static string Literal(object? value) => value switch
    {
        string text => $"'{Escape(text)}'",
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number when double.IsFinite(number) => Fraction(number.ToString("R", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => $"datetime'{TableEntityJson.Format(instant)}'",
        Guid identifier => $"guid'{identifier:D}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        _ => throw new ArgumentException($"A filter cannot hold a {value?.GetType().Name ?? "null"}.", nameof(value)),
    };

    // Without a fraction the service would take it for an integer.
    private static string Fraction(string number) => number.AsSpan().ContainsAny('.', 'E') ? number : number + ".0";
}
