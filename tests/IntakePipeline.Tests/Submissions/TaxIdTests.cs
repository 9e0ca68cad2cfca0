using IntakePipeline.Submissions;

namespace IntakePipeline.Tests.Submissions;

public sealed class TaxIdTests
{
    [Theory]
    [InlineData("12345678Z", "12345678Z", TaxIdKind.Person)]
    [InlineData("00000000T", "00000000T", TaxIdKind.Person)]
    [InlineData("X1234567L", "X1234567L", TaxIdKind.Foreigner)]
    [InlineData("Z1234567R", "Z1234567R", TaxIdKind.Foreigner)]
    [InlineData("B12345674", "B12345674", TaxIdKind.Entity)]
    [InlineData("A58818501", "A58818501", TaxIdKind.Entity)]
    [InlineData("P4625200C", "P4625200C", TaxIdKind.Entity)] // a municipality: letter only
    [InlineData("b-12.345.674", "B12345674", TaxIdKind.Entity)]
    [InlineData("ES B12345674", "B12345674", TaxIdKind.Entity)]
    [InlineData(" 12345678-z ", "12345678Z", TaxIdKind.Person)]
    public void A_valid_identifier_reads_in_its_normal_form(string text, string normal, TaxIdKind kind)
    {
        Assert.True(TaxId.TryParse(text, out var id));
        Assert.Equal((normal, kind), (id.Value, id.Kind));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345678A")]
    [InlineData("B12345675")]
    [InlineData("B1234567D")] // a limited company's control is a digit, never a letter
    [InlineData("P46252003")] // a municipality's is a letter, never a digit
    [InlineData("I12345674")]
    [InlineData("X12345678")]
    [InlineData("1234567Z")]
    [InlineData("123456789")]
    [InlineData("١٢٣٤٥٦٧٨Z")]
    [InlineData("12345678Z12345678Z12345678Z")]
    public void What_is_no_identifier_is_not_read(string? text) => Assert.False(TaxId.TryParse(text, out _));

    [Fact]
    public void A_changed_digit_or_control_is_always_noticed()
    {
        foreach (var valid in new[] { "12345678Z", "X1234567L", "B12345674", "A58818501" })
        {
            for (var i = valid[0] is >= '0' and <= '9' ? 0 : 1; i < 8; i++)
            {
                for (var d = '0'; d <= '9'; d++)
                    Assert.Equal(valid[i] == d, TaxId.TryParse(valid[..i] + d + valid[(i + 1)..], out _));
            }
        }
    }
}
