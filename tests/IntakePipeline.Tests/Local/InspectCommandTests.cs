using System.Text.Json;

namespace IntakePipeline.Tests.Local;

public sealed class InspectCommandTests
{
    [Fact]
    public async Task Each_file_is_one_object_a_line_with_exactly_the_named_properties()
    {
        var files = new[] { "scan_g4_200_010p", "bad_empty", "enc_aes256_userpw", "evil_pagetree_loop", "form_filled" };
        var (code, output, error) = await RunningIntake.ProgramAsync(["inspect", .. files.Select(Path), "--json"]);
        Assert.Equal((0, ""), (code, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(files.Length, lines.Length);
        string[] names = ["file", "outcome", "limit", "encrypted", "pages", "images", "pageKinds", "words", "fields", "findings", "ms", "allocatedBytes"];
        var outcomes = new List<string?>();
        foreach (var (line, file) in lines.Zip(files))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(names, json.RootElement.EnumerateObject().Select(p => p.Name));
            Assert.Equal(Path(file), json.RootElement.GetProperty("file").GetString());
            outcomes.Add(json.RootElement.GetProperty("outcome").GetString());
        }

        Assert.Equal(["Ok", "NotPdf", "Encrypted", "Damaged", "Ok"], outcomes);
        using var scan = JsonDocument.Parse(lines[0]);
        Assert.Equal(
            ["page", "width", "height", "bitsPerComponent", "xPpi", "yPpi", "filter", "coverage"], scan.RootElement.GetProperty("images")[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task The_text_comes_when_it_is_asked_for()
    {
        var (_, output, _) = await RunningIntake.ProgramAsync("inspect", Path("text_chromium_010p"), "--json", "--text");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(9, json.RootElement.GetProperty("text").GetString()!.Count(c => c == '\f'));
    }

    [Fact]
    public async Task People_get_a_line_a_run_of_pages_and_the_verdicts_in_their_language()
    {
        var (code, output, _) = await RunningIntake.ProgramAsync("inspect", Path("mixed_text_scan_010p"), Path("scan_g4_150_010p"), "--language", "es");
        Assert.Equal(0, code);
        foreach (var expected in new[] { "born digital, ", "scan, 200 × 200 ppp, black and white, no text layer", "1–10 ", "scan, 150 × 150 ppp", "defect", "Vuelva a escanear" })
            Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_stands_for_its_PDFs_and_what_is_not_there_is_said_without_keeping_the_rest()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path("bad_empty"), folder["b.pdf"]);
        File.Copy(Path("scan_g4_200_001p"), folder["a.pdf"]);
        var (code, output, error) = await RunningIntake.ProgramAsync("inspect", folder["missing.pdf"], folder.Location, "--json");
        Assert.Equal((1, 2), (code, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains("missing.pdf", error, StringComparison.Ordinal);
    }

    private static string Path(string sample) => System.IO.Path.Combine(Memorias.Pdf.Samples.Directory, sample + ".pdf");
}
