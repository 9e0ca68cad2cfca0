using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntakePipeline.DataFiles;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Tests.Calls;

/// <summary>
/// Every figure and date of a call's data stands in the words quoted beside it, and those words stand in the resolution. The resolutions are not part of
/// the repository: where they are not at hand, finding the words is skipped.
/// </summary>
public sealed partial class QuotedFiguresTests
{
    private static readonly string? Resolutions = Repository.Above("shared/resolutions");

    private static readonly NumberFormatInfo SpanishFigures = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    private static readonly string[] SpanishMonths =
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    private static readonly string[] ValencianMonths =
        ["gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre", "desembre"];

    public static TheoryData<string> Files => [.. DataFile.Names("Calls")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_quote_stands_in_the_resolution(string file)
    {
        using var json = JsonDocument.Parse(DataFile.Bytes(file));
        var number = json.RootElement.GetProperty("resolution").GetString()![1..];
        Assert.SkipWhen(Resolutions is null, "the resolutions are not on this machine");
        var text = Joined(File.ReadAllText(Directory.GetFiles(Resolutions!, $"{number}-*.txt").Single()));
        var quotes = Objects(json.RootElement).SelectMany(o => Strings(o.Value, "quote", "annualQuote")).SelectMany(q => q.Split(" […] ")).ToList();
        Assert.NotEmpty(quotes);
        Assert.All(quotes, q => Assert.Contains(Flatten(q), text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_figure_and_date_stands_in_its_quote(string file)
    {
        using var json = JsonDocument.Parse(DataFile.Bytes(file));
        var figures = new List<(string Path, IReadOnlyList<string> Ways, string Quote)>();
        foreach (var (path, value) in Objects(json.RootElement))
        {
            var quote = string.Join(' ', Strings(value, "quote", "annualQuote"));
            if (quote.Length > 0)
                figures.AddRange(value.EnumerateObject().Where(p => !IsSum(value, p)).SelectMany(Leaves).Select(p => ($"{path}.{p.Name}", Ways(p.Name, p.Value), Flatten(quote))));
        }

        Assert.NotEmpty(figures);
        Assert.All(figures.Where(f => f.Ways.Count > 0), f => Assert.True(
            f.Ways.Any(way => Regex.IsMatch(f.Quote, $@"(?<![\d.]){Regex.Escape(way)}(?!\d)", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))),
            $"{f.Path}: none of [{string.Join(" | ", f.Ways)}] in «{f.Quote}»"));
    }

    /// <summary>Own values, and the days of a window one level below.</summary>
    private static JsonProperty[] Leaves(JsonProperty property) =>
        property.Name is "opens" or "closes" ? [.. property.Value.EnumerateObject()] : [property];

    /// <summary>The points of a group are often no more than those of its criteria, which the loader adds up.</summary>
    private static bool IsSum(JsonElement owner, JsonProperty property) => property.Name == "maxPoints" && owner.TryGetProperty("criteria", out var criteria)
        && criteria.EnumerateArray().All(c => c.GetProperty("maxPoints").ValueKind == JsonValueKind.Number);

    /// <summary>How a resolution may write the value; empty when it holds no figure that a quote has to show.</summary>
    private static IReadOnlyList<string> Ways(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && LocalDatePattern.Iso.Parse(value.GetString()!) is { Success: true, Value: var date })
            return DateWays(name, date).ToList();
        if (value.ValueKind != JsonValueKind.Number || name is "year" or "daysAfterPublication")
            return [];
        var number = value.GetDecimal();
        var percent = (number * 100).ToString("0.##", SpanishFigures);
        if (name is "maxShare" or "share")
            return [$"{percent}%", $"{percent} %"];
        if (name is "raisedBy")
            return [$"{percent} puntos"];
        if (number != decimal.Truncate(number))
            return [number.ToString("#,0.00", SpanishFigures)];
        var spanish = number.ToString("#,0", SpanishFigures);
        return number switch
        {
            2 => [spanish, "dos"],
            3 => [spanish, "tres", "tercera"],
            6 => [spanish, "seis"],
            24 => [spanish, "dos años"],
            _ => [spanish],
        };
    }

    private static IEnumerable<string> DateWays(string name, LocalDate date)
    {
        foreach (var way in Written(date))
            yield return way;
        // "dentro de 2012" gives the first and the last day of the year; "antes del 31/12/2013" the day before; "des del dia següent a" the day after.
        if (name is "earliest" or "latest" && (date.DayOfYear == 1 || date == new LocalDate(date.Year, 12, 31)))
            yield return $"Dentro de {date.Year.ToString(CultureInfo.InvariantCulture)}";
        if (name is "latest")
            yield return $"antes del {date.PlusDays(1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}";
        foreach (var way in name is "date" ? Written(date.PlusDays(-1)) : [])
            yield return $"finalitzarà l'{way}";
    }

    private static IEnumerable<string> Written(LocalDate date)
    {
        var (day, month, year) = (date.Day.ToString(CultureInfo.InvariantCulture), date.Month - 1, date.Year.ToString(CultureInfo.InvariantCulture));
        return
        [
            date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
            $"{day} de {SpanishMonths[month]} de {year}", $"{day} de {ValencianMonths[month]} del {year}", $"{day} d'{ValencianMonths[month]} del {year}",
        ];
    }

    private static IEnumerable<string> Strings(JsonElement element, params string[] names) =>
        names.Where(n => element.TryGetProperty(n, out var value) && value.ValueKind == JsonValueKind.String).Select(n => element.GetProperty(n).GetString()!);

    private static IEnumerable<(string Path, JsonElement Value)> Objects(JsonElement root)
    {
        var open = new Stack<(string Path, JsonElement Value)>([("$", root)]);
        while (open.TryPop(out var at))
        {
            if (at.Value.ValueKind == JsonValueKind.Object)
            {
                yield return at;
                foreach (var property in at.Value.EnumerateObject())
                    open.Push(($"{at.Path}.{property.Name}", property.Value));
            }
            else if (at.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var (index, item) in at.Value.EnumerateArray().Index())
                    open.Push(($"{at.Path}[{index.ToString(CultureInfo.InvariantCulture)}]", item));
            }
        }
    }

    /// <summary>The text of a page with the words put together that its lines break.</summary>
    private static string Joined(string text) => Flatten(BrokenWord().Replace(text, string.Empty));

    private static string Flatten(string text) => WhiteSpace().Replace(text, " ");

    [GeneratedRegex(@"(?<=\p{L})-\s*\n\s*(?=\p{Ll})", RegexOptions.None, 10_000)]
    private static partial Regex BrokenWord();

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex WhiteSpace();
}
