using IntakePipeline.Receipts;

namespace IntakePipeline.Tests.Receipts;

public sealed class VerificationCodeTests
{
    [Theory]
    [InlineData("7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS")]
    [InlineData("7K3MQ9TB0V5RWX2CHN8D4PZAE6GS")]
    [InlineData("7k3m q9tb 0v5r wx2c hn8d 4pza e6gs")]
    [InlineData(" 7K3M-Q9TB-OV5R-wx2c-HN8D-4PZA-E6GS ")]
    public void A_code_is_read_as_people_type_it(string text)
    {
        Assert.True(VerificationCode.TryParse(text, out var code));
        Assert.Equal("7K3MQ9TB0V5RWX2CHN8D4PZAE6GS", code.Compact);
        Assert.Equal("7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS", code.ToString());
    }

    [Fact]
    public void I_and_L_are_read_as_1() =>
        Assert.Equal("1111", VerificationCode.TryParse("IiLl-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS", out var code) ? code.Compact[..4] : null);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6G")]
    [InlineData("7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GSS")]
    [InlineData("7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GU")]
    [InlineData("7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6G/")]
    [InlineData("7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6Gß")]
    [InlineData("٧K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS")]
    public void What_is_no_code_is_refused(string? text) => Assert.False(VerificationCode.TryParse(text, out _));

    [Fact]
    public void A_code_buried_in_padding_is_refused() => Assert.False(VerificationCode.TryParse("7K3MQ9TB0V5RWX2CHN8D4PZAE6GS" + new string('-', 60), out _));

    [Fact]
    public void New_codes_differ_and_read_back()
    {
        var codes = Enumerable.Range(0, 200).Select(_ => VerificationCode.Create()).ToList();
        Assert.Equal(200, codes.Distinct().Count());
        Assert.All(codes, code => Assert.True(VerificationCode.TryParse(code.ToString(), out var read) && read == code));
    }
}
