using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IntakePipeline.Receipts.Pdf;

namespace IntakePipeline.Tests.Receipts.Pdf;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("Núñez i Ŀ·l", "Núñez i Ŀ·l")]
    [InlineData("Nu\u0301n\u0303ez", "Núñez")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("a\tb\r\nc\u2028d", "a b  c d")]
    [InlineData("a\0\u009F\u00ADb", "a\uFFFD\uFFFD\uFFFDb")]
    [InlineData("x\u202Ey\u2066z\u200Bw\uFEFF", "x\uFFFDy\uFFFDz\uFFFDw\uFFFD")]
    [InlineData("\u0646\u200C\u0645", "\u0646\u200C\u0645")]
    [InlineData("\uFFFE", "\uFFFD")]
    public void Text_is_composed_and_what_acts_unseen_is_shown(string text, string clean) => Assert.Equal(clean, DisplayText.Clean(text));

    [Fact]
    public void A_broken_pair_is_shown_as_such() => Assert.Equal("a\uFFFDb\uFFFD", DisplayText.Clean("a\uDC00b\uD83D"));

    [Fact]
    public void Clean_text_is_well_formed_composed_and_stays_as_it_is() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var clean = DisplayText.Clean(text.Get);
            return clean.IsNormalized(NormalizationForm.FormC) && !clean.Any(char.IsControl) && DisplayText.Clean(clean) == clean;
        }).QuickCheckThrowOnFailure();
}
