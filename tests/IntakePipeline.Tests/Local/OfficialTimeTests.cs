using IntakePipeline.Local.Commands;
using NodaTime;

namespace IntakePipeline.Tests.Local;

public sealed class OfficialTimeTests
{
    [Theory]
    [InlineData("2012-06-20T09:00", 9, 0, 0)]
    [InlineData("2012-06-20T09:00:30", 9, 0, 30)]
    [InlineData("2012-06-20T07:00Z", 9, 0, 0)]
    [InlineData("2012-06-20T08:00:00+01:00", 9, 0, 0)]
    [InlineData("2012-06-20T09:00+02", 9, 0, 0)]
    public void Without_an_offset_it_is_Madrid_time(string text, int hour, int minute, int second)
    {
        Assert.True(OfficialTime.TryParse(text, out var time));
        Assert.Equal(new LocalDateTime(2012, 6, 20, hour, minute, second), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mañana")]
    [InlineData("2012-06-20")]
    [InlineData("20/06/2012 09:00")]
    [InlineData("2012-02-30T09:00")]
    public void Anything_else_is_none(string text) => Assert.False(OfficialTime.TryParse(text, out _));

    [Fact]
    public async Task The_command_line_says_how_to_write_it()
    {
        var error = new StringWriter();
        var code = await CommandLine.Root().Parse(["--official-time", "ayer"]).InvokeAsync(new() { Output = TextWriter.Null, Error = error });
        Assert.Equal(1, code);
        Assert.Contains("2012-06-20T09:00", error.ToString(), StringComparison.Ordinal);
    }
}
