using System.Globalization;
using IntakePipeline.Memorias.Extraction;
using NodaTime.Text;

namespace IntakePipeline.Tests.Memorias.Extraction;

public sealed class SpanishFormatsTests
{
    [Theory]
    [InlineData("120.000,00 €", "120000.00")]
    [InlineData("120.000", "120000.00")]
    [InlineData("1.234,5", "1234.50")]
    [InlineData("120000.50", "120000.50")]
    [InlineData("98500 euros", "98500.00")]
    [InlineData("1 234 567,89 EUR", "1234567.89")]
    [InlineData("0,99", "0.99")]
    [InlineData("12.34.56", null)]
    [InlineData("1.2345,00", null)]
    [InlineData("12 meses", null)]
    [InlineData("", null)]
    [InlineData("€", null)]
    [InlineData("1,2,3", null)]
    public void Amounts(string text, string? expected) => Assert.Equal(expected, SpanishFormats.Amount(text)?.ToString("0.00", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("15/07/2012", "2012-07-15")]
    [InlineData("1-9-2012", "2012-09-01")]
    [InlineData("2012-07-15", "2012-07-15")]
    [InlineData("15 de julio de 2012", "2012-07-15")]
    [InlineData("1 d'octubre del 2012", "2012-10-01")]
    [InlineData("3 de març de 2013", "2013-03-03")]
    [InlineData("29/02/2013", null)]
    [InlineData("15/07/12", null)]
    [InlineData("julio de 2012", null)]
    public void Dates(string text, string? expected) =>
        Assert.Equal(expected, SpanishFormats.Date(text) is { } date ? LocalDatePattern.Iso.Format(date) : null);

    [Theory]
    [InlineData("SOL·LICITANT  Tècnic", "sollicitant tecnic")]
    [InlineData("Data d’inici", "data d'inici")]
    public void Folding_hides_accents_case_and_spaces(string text, string folded) => Assert.Equal(folded, SpanishFormats.Fold(text));
}
