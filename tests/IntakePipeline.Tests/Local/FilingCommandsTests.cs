using IntakePipeline.Receipts;

namespace IntakePipeline.Tests.Local;

/// <summary><c>post</c> and <c>drop</c> against the whole pipeline.</summary>
public sealed class FilingCommandsTests(RunningIntake intake) : IClassFixture<RunningIntake>
{
    [Fact]
    public async Task Post_files_a_folder_prints_the_receipt_and_saves_it_beside()
    {
        var folder = await intake.WriteAsync("born-digital");
        var (code, output, error) = await intake.RunAsync("post", folder);

        Assert.Equal((0, ""), (code, error));
        var receipt = ReceiptJson.Read(await File.ReadAllBytesAsync($"{folder}.resguardo.json"));
        Assert.Contains($"Registered {receipt.Number}, expediente {receipt.Expediente}   SIMULACIÓ / SIMULACIÓN", output, StringComparison.Ordinal);
        Assert.Contains(receipt.Csv.ToString(), output, StringComparison.Ordinal);
        Assert.True((await File.ReadAllBytesAsync($"{folder}.resguardo.pdf")).AsSpan().StartsWith("%PDF"u8));
        Assert.Equal(intake.Address.Port, new Uri(receipt.Address).Port);
    }

    [Fact]
    public async Task Drop_files_a_folder_as_blobs_and_waits_for_its_receipt()
    {
        var (code, output, _) = await intake.RunAsync("drop", await intake.WriteAsync("growth-dropped"), "--out", intake["recibos"]);

        Assert.Equal(0, code);
        Assert.Contains("expediente CRE/2012/", output, StringComparison.Ordinal);
        Assert.Equal(["growth-dropped.resguardo.json", "growth-dropped.resguardo.pdf"], Directory.GetFiles(intake["recibos"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task The_same_folder_by_both_doors_is_one_entry_with_one_receipt()
    {
        var folder = await intake.WriteAsync("both-doors");
        await intake.RunAsync("post", folder, "--out", intake["primero"]);
        var (code, output, _) = await intake.RunAsync("drop", folder, "--out", intake["segundo"]);

        Assert.Equal(0, code);
        Assert.Contains("Registered 2012/", output, StringComparison.Ordinal);
        foreach (var form in new[] { "json", "pdf" })
            Assert.Equal(await File.ReadAllBytesAsync(intake[$"primero/both-doors.resguardo.{form}"]), await File.ReadAllBytesAsync(intake[$"segundo/both-doors.resguardo.{form}"]));
    }

    [Theory]
    [InlineData("post", "unsigned", "firma-ausente", "no está firmada")]
    [InlineData("post", "not-json", "sobre-ilegible", "no és JSON vàlid")]
    [InlineData("post", "too-large", "memoria-demasiado-grande", "8 Mb")]
    [InlineData("drop", "wrong-size", "documento-tamano-distinto", "bytes")]
    [InlineData("drop", "not-json", "sobre-ilegible", "no es JSON válido")]
    [InlineData("drop", "envelope-too-large", "sobre-demasiado-grande", "256 KiB")]
    public async Task A_refusal_is_told_in_both_languages_with_exit_code_2(string command, string kind, string fault, string words)
    {
        var folder = await intake.WriteAsync(kind);
        var (code, output, _) = await intake.RunAsync(command, folder);

        Assert.Equal(2, code);
        Assert.Contains($"[{fault}]", output, StringComparison.Ordinal);
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.False(File.Exists($"{folder}.resguardo.json"));
    }

    [Fact]
    public async Task An_attempt_that_was_refused_is_registered_once_what_was_missing_is_there()
    {
        var folder = await intake.WriteAsync("dropped");
        File.Move(Path.Combine(folder, "memoria.pdf"), intake["memoria.pdf"]);
        Assert.Equal(2, (await intake.RunAsync("drop", folder)).Code);
        File.Move(intake["memoria.pdf"], Path.Combine(folder, "memoria.pdf"));
        Assert.Equal(0, (await intake.RunAsync("drop", folder)).Code);
    }

    [Fact]
    public async Task A_wrong_key_is_trouble_and_says_where_the_right_one_is()
    {
        using var temporary = new TemporaryFolder();
        await File.WriteAllTextAsync(temporary["registry.key"], "otra");
        var (code, _, error) = await RunningIntake.ProgramAsync("post", await intake.WriteAsync("annual"), "--data", temporary.Location, "--address", intake.Address.ToString());
        Assert.Equal(1, code);
        Assert.Contains("INTAKE_REGISTRY_KEY", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_host_or_a_folder_the_error_says_what_to_do()
    {
        using var temporary = new TemporaryFolder();
        await File.WriteAllTextAsync(temporary["solicitud.json"], "{}");
        foreach (var command in new[] { "post", "drop" })
        {
            var (code, _, error) = await RunningIntake.ProgramAsync(command, temporary.Location, "--data", temporary["datos"]);
            Assert.Equal(1, code);
            Assert.Contains("dotnet run --project infra/local", error, StringComparison.Ordinal);
            (code, _, error) = await RunningIntake.ProgramAsync(command, temporary["nada"], "--data", temporary["datos"]);
            Assert.Equal(1, code);
            Assert.Contains("There is no folder", error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(temporary["datos"]));
    }
}
