using System.Text;
using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Tests.Memorias.Pdf;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("+12", 12)]
    [InlineData("--5", -5)]
    [InlineData("-.002", -0.002)]
    [InlineData("4.", 4)]
    [InlineData("12.34.56", 12.34)]
    [InlineData("123-45", 123)]
    [InlineData("999999999999999999", 999999999999999999d)]
    [InlineData("9999999999999999999", 9999999999999999999d)]
    [InlineData("0.123456789012345678901234567890", 0.123456789012345)]
    [InlineData("36893488147419103232.5", 36893488147419103232d)]
    public void A_number_is_read_whatever_its_length(string written, double expected)
    {
        var token = Only(written);
        Assert.Equal(expected, token.Number, Math.Abs(expected) * 1e-14);
        Assert.Equal(written.Length, token.Length);
        Assert.Equal(written.Contains('.', StringComparison.Ordinal) ? TokenKind.Real : TokenKind.Integer, token.Kind);
    }

    [Fact]
    public void What_is_larger_than_any_number_is_nought() => Assert.Equal(0, Only(new string('9', 400)).Number);

    [Theory]
    [InlineData("-")]
    [InlineData(".x")]
    [InlineData("+Tj")]
    public void Without_digits_it_is_a_word_or_nought(string written)
    {
        var token = Only(written);
        Assert.Equal(0, token.Number);
        Assert.Equal(written.Length, token.Length);
    }

    [Fact]
    public void Between_tokens_may_be_one_space_or_any_white_space_and_comments()
    {
        var lexer = new Lexer("1 2  3\r\n%4\n 5\0 6"u8, 0);
        var numbers = new List<double>();
        for (var token = lexer.Next(); token.Kind is not TokenKind.End; token = lexer.Next())
            numbers.Add(token.Number);
        Assert.Equal([1, 2, 3, 5, 6], numbers);
    }

    private static Token Only(string written) => new Lexer(Encoding.ASCII.GetBytes(written + " "), 0).Next();
}
