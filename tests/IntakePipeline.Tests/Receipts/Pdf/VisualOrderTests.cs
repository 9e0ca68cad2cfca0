using IntakePipeline.Receipts.Pdf;

namespace IntakePipeline.Tests.Receipts.Pdf;

public sealed class VisualOrderTests
{
    // Written as code points, lest the editor's own ordering hide what is tested: alef, bet, gimel.
    [Theory]
    [InlineData("abc 123", "abc 123")]
    [InlineData("\u05D0\u05D1\u05D2", "\u05D2\u05D1\u05D0")]
    [InlineData("SL \u05D0\u05D1 \u05D2, 5", "SL \u05D2 \u05D1\u05D0, 5")]
    [InlineData("\u05D0 a \u05D1", "\u05D0 a \u05D1")]
    [InlineData("\u05D0\u05B8\u05D1", "\u05D1\u05D0\u05B8")]
    [InlineData("", "")]
    [InlineData("a \u05D0", "a \u05D0")]
    [InlineData("  \u05D0\u05D1  ", "  \u05D1\u05D0  ")]
    public void Names_that_run_left_are_turned_round_where_they_stand(string line, string onPaper) =>
        Assert.Equal(onPaper, VisualOrder.Of(line).ToString());
}
