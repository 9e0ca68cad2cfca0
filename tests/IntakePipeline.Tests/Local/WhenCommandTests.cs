using System.Text.Json;

namespace IntakePipeline.Tests.Local;

public sealed class WhenCommandTests
{
    [Theory]
    // A Sunday counts for Monday, the last day of phase 3; ten working days from there.
    [InlineData("emprendimiento-2012", "CRE", "2012-10-14T23:30", "46250", "2012-10-15", "3", "2012-10-26")]
    // The last minute in Madrid, written in UTC; and the first one after.
    [InlineData("emprendimiento-2012", "EBT", "2012-06-28T21:59:59Z", null, "2012-06-28", "1", "2012-07-10")]
    [InlineData("emprendimiento-2012", "EBT", "2012-06-29T00:00", null, "2012-06-29", null, "2012-07-11")]
    // Easter: Sunday, and Monday a holiday; the phase that ends on Tuesday.
    [InlineData("emprendimiento-2013", "CRE", "2013-03-31T10:00", null, "2013-04-02", "2", "2013-04-15")]
    // Vectors of the calendar: the applicant's municipality lengthens the period.
    [InlineData("emprendimiento-2012", "CRE", "2012-06-14T09:00", null, "2012-06-14", "1", "2012-06-26")]
    [InlineData("emprendimiento-2013", "EBT", "2013-01-14T09:00", "46250", "2013-01-14", "1", "2013-01-26")]
    public async Task It_says_phase_effective_date_and_deadline(
        string call, string programme, string filed, string? municipality, string effective, string? phase, string deadline)
    {
        var (code, output, _) = await RunningIntake.ProgramAsync(
            ["when", "--call", call, "--programme", programme, "--filed", filed, .. municipality is null ? [] : new[] { "--municipality", municipality }, "--json"]);
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(
            ["call", "programme", "filed", "effectiveDate", "phase", "correctionDeadline", "trace"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            (call, programme, effective, phase, deadline),
            (Text("call")!, Text("programme")!, Text("effectiveDate")!, Text("phase"), Text("correctionDeadline")!));
        Assert.All(json.RootElement.GetProperty("trace").EnumerateArray(), step =>
            Assert.Equal(["date", "rule", "article", "va", "es"], step.EnumerateObject().Select(p => p.Name)));
        Assert.NotEqual(0, json.RootElement.GetProperty("trace").GetArrayLength());

        string? Text(string name) => json.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public async Task An_offset_is_turned_into_official_time()
    {
        var (_, output, _) = await RunningIntake.ProgramAsync(
            "when", "--call", "emprendimiento-2012", "--programme", "CRE", "--filed", "2012-10-14T21:30Z", "--json");
        Assert.Contains("\"filed\":\"2012-10-14T23:30\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_can_be_read_in_both_languages()
    {
        string[] question = ["when", "--call", "emprendimiento-2012", "--programme", "CRE", "--filed", "2012-10-14T23:30", "--municipality", "46250"];
        var (_, va, _) = await RunningIntake.ProgramAsync(question);
        var (_, es, _) = await RunningIntake.ProgramAsync([.. question, "--language", "es"]);
        Assert.Contains("14/10/2012 no és hàbil: diumenge.", va, StringComparison.Ordinal);
        Assert.Contains("14/10/2012 no es hábil: domingo.", es, StringComparison.Ordinal);
        Assert.Contains("Ley 11/2007, art. 26.3", es, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_municipality_whose_holidays_are_not_known_is_said_in_the_trace()
    {
        var (code, output, _) = await RunningIntake.ProgramAsync(
            "when", "--call", "emprendimiento-2012", "--programme", "CRE", "--filed", "2012-06-14T09:00", "--municipality", "03065", "--json");
        Assert.Equal(0, code);
        Assert.Contains("festivos-locales-desconocidos", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("emprendimiento-2011", "CRE", "2012-10-14T23:30", "46250", "emprendimiento-2012, emprendimiento-2013")]
    [InlineData("emprendimiento-2012", "ID", "2012-10-14T23:30", "46250", "EBT, CRE")]
    [InlineData("emprendimiento-2012", "CRE", "ayer", "46250", "2012-06-20T09:00")]
    [InlineData("emprendimiento-2012", "CRE", "2012-10-14T23:30", "València", "46250")]
    [InlineData("emprendimiento-2012", "CRE", "2012-10-14T23:30", "99999", "INE")]
    [InlineData("emprendimiento-2012", "CRE", "2031-10-14T23:30", "46250", "2031")]
    public async Task A_wrong_argument_is_one_line_that_helps(string call, string programme, string filed, string municipality, string hint)
    {
        var (code, output, error) = await RunningIntake.ProgramAsync("when", "--call", call, "--programme", programme, "--filed", filed, "--municipality", municipality);
        Assert.Equal((1, ""), (code, output));
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }
}
