using FsCheck;
using FsCheck.Fluent;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Pdf;

namespace IntakePipeline.Tests.Receipts.Pdf;

public sealed class LineBreakerTests
{
    private static readonly PdfFont Font = new(ReceiptFonts.Mono);

    // Ten characters of the fixed-pitch font at a size at which each is six points and a hair wide.
    private const double Size = 10, TenCharacters = 60.3;

    [Theory]
    [InlineData("", "")]
    [InlineData("curt", "curt")]
    [InlineData("deu caràct", "deu caràct")]
    [InlineData("deu caràcte", "deu|caràcte")]
    [InlineData("un dos tres quatre cinc", "un dos|tres|quatre|cinc")]
    [InlineData("0123456789abcdef", "0123456789|abcdef")]
    [InlineData("a 0123456789abcdef b", "a|0123456789|abcdef b")]
    [InlineData("un   dos    tres    ", "un   dos|tres")]
    [InlineData("mot-a-mot-compost", "mot-a-mot-|compost")]
    [InlineData("un\u00A0dos\u00A0tres quatre", "un\u00A0dos\u00A0tre|s quatre")]
    public void Lines_break_between_words_and_inside_one_only_when_it_is_too_long(string text, string lines) =>
        Assert.Equal(lines.Split('|'), Broken(text));

    [Fact]
    public void A_pair_of_surrogates_is_never_parted() =>
        Assert.All(Broken(string.Concat(Enumerable.Repeat("😀", 50))), line => Assert.False(char.IsLowSurrogate(line[0]) || char.IsHighSurrogate(line[^1])));

    [Fact]
    public void A_character_wider_than_the_line_gets_a_line_of_its_own() =>
        Assert.Equal(["W", "W", "W"], LineBreaker.Break("WWW", Font, 100, 10).Select(r => "WWW"[r]));

    [Fact]
    public void No_line_is_too_wide_and_nothing_but_spaces_is_lost()
    {
        var texts = ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(s => s.Get)
            .Or(Gen.Elements("a", "bb", "0123456789abc", " ", "   ", "é", "😀", "-").ListOf().Select(string.Concat));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var clean = DisplayText.Clean(text);
            var lines = Broken(clean);
            return lines.All(l => Font.Measure(l, Size) <= TenCharacters || l.EnumerateRunes().Count() == 1)
                && Letters(string.Concat(lines)) == Letters(clean);
        }).QuickCheckThrowOnFailure();

        static string Letters(string text) => text.Replace(" ", "", StringComparison.Ordinal);
    }

    private static List<string> Broken(string text) => [.. LineBreaker.Break(text, Font, Size, TenCharacters).Select(r => text[r])];
}
