using System.Globalization;
using System.Text.Json;
using IntakePipeline.Local;
using IntakePipeline.Local.Samples;

namespace IntakePipeline.Tests.Local;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly DemoAuthority authority;
    private readonly SampleSigner signer;

    public CheckCommandTests()
    {
        authority = DemoAuthority.At(DataFolder.At(temporary["datos"]).AuthorityLocation);
        signer = new SampleSigner(authority);
    }

    /// <summary>All but the one whose fault only a register can show.</summary>
    public static TheoryData<string> Samples => [.. SampleCatalogue.All.Select(s => s.Kind).Where(k => k != "key-in-use")];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task It_foresees_what_comes_of_every_sample(string kind)
    {
        var sample = SampleCatalogue.All.First(s => s.Kind == kind);
        var (code, output, _) = await CheckAsync(sample, "--json");
        using var json = JsonDocument.Parse(output);
        var codes = json.RootElement.GetProperty("faults").EnumerateArray().Concat(json.RootElement.GetProperty("findings").EnumerateArray())
            .Select(f => f.GetProperty("code").GetString()).ToList();

        Assert.Equal(Expected(sample.Expected), (code, json.RootElement.GetProperty("outcome").GetString()));
        if (sample.Expected.Reason is { } reason)
            Assert.Contains(reason, codes);
    }

    [Fact]
    public async Task Everything_wrong_is_listed_at_once_in_the_language_asked_for()
    {
        var sample = SampleCatalogue.All.First(s => s.Kind == "several-defects");
        var (code, output, _) = await CheckAsync(sample, "--language", "es");
        Assert.Equal(2, code);
        foreach (var expected in new[] { "total-no-cuadra", "fechas-invertidas", "memoria-no-es-pdf", "proyecto.presupuesto", "R4 7.2.1", "defect" })
            Assert.Contains(expected, output, StringComparison.Ordinal);
        // The table breaks lines where it must: words are what can be looked for.
        Assert.Contains("Corrija", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Corregiu", output, StringComparison.Ordinal);
        Assert.Contains("a CORRECTION requested", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_would_be_refused_is_still_looked_through()
    {
        var sample = SampleCatalogue.All.First(s => s.Kind == "totals");
        var folder = await WriteAsync(sample);
        File.Delete(Path.Combine(folder, "solicitud.json.p7s"));
        await File.AppendAllTextAsync(Path.Combine(folder, "memoria.pdf"), "%");
        var (code, output, _) = await RunningIntake.ProgramAsync("check", folder, "--data", temporary["datos"], "--filed", "2012-06-20T09:00", "--language", "va");
        Assert.Equal(2, code);
        foreach (var expected in new[] { "firma-ausente", "documento-tamano-distinto", "total-no-cuadra", "RD 1671/2009, art. 29", "It would be REFUSED, for 2 reason(s)" })
            Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_time_it_is_judged_as_filed_now()
    {
        var (code, output, error) = await RunningIntake.ProgramAsync("check", await WriteAsync(SampleCatalogue.All[0]), "--data", temporary["datos"], "--timing");
        // Its project has long been over.
        Assert.Equal(2, code);
        Assert.Contains("inicio-demasiado-pronto", output, StringComparison.Ordinal);
        Assert.Contains("OUT OF TIME", output, StringComparison.Ordinal);
        Assert.Matches(@"^started in \d+ ms, checked in \d+ ms\s*$", error);
    }

    [Fact]
    public async Task No_folder_or_no_envelope_is_one_line_and_trouble()
    {
        foreach (var path in new[] { temporary["none"], temporary.Location })
        {
            var (code, output, error) = await RunningIntake.ProgramAsync("check", path);
            Assert.Equal((1, ""), (code, output));
            Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public void Dispose()
    {
        signer.Dispose();
        authority.Dispose();
        temporary.Dispose();
    }

    private async Task<string> WriteAsync(Sample sample)
    {
        var folder = temporary[sample.Kind];
        await sample.Make(signer).WriteAsync(folder, default);
        return folder;
    }

    private async Task<(int Code, string Output, string Error)> CheckAsync(Sample sample, params string[] options) => await RunningIntake.ProgramAsync(
        ["check", await WriteAsync(sample), "--data", temporary["datos"], "--filed", sample.FiledAt.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), .. options]);

    private static (int Code, string Outcome) Expected(ExpectedEnd end) => end.Outcome switch
    {
        Outcome.Refused => (2, "refused"),
        Outcome.Correction => (2, "defects"),
        Outcome.Superseded when end.Reason is not null => (2, "defects"),
        _ => (0, "clean"),
    };
}
