using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Local;

/// <summary><c>verify-register</c> and <c>rebuild</c> from the command line.</summary>
public sealed class StorageCommandTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task A_register_that_agrees_ends_with_0_and_one_that_does_not_with_1_and_says_where()
    {
        var account = await azurite.NewAccountAsync();
        await using var desk = await Desk.OpenAsync(azurite, account: account);
        var entry = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("RT-1"))).Entry;
        await desk.Ledger.MarkFinishedAsync(entry.Number, default);

        var (code, output, _) = await RunningIntake.ProgramAsync("verify-register", "--storage", account);
        Assert.Equal(1, code);
        Assert.Contains("expediente-falta", output, StringComparison.Ordinal);
        Assert.Contains("2012/000001", output, StringComparison.Ordinal);

        (code, output, _) = await RunningIntake.ProgramAsync("rebuild", "--storage", account);
        Assert.Equal(0, code);
        (code, output, _) = await RunningIntake.ProgramAsync("verify-register", "--storage", account, "--json");
        Assert.Equal(0, code);
        Assert.Contains("\"faults\":0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_storage_is_trouble_told_in_a_line()
    {
        var (code, _, error) = await RunningIntake.ProgramAsync("verify-register", "--data", temporary["nada"]);
        Assert.Equal((1, 1), (code, error.TrimEnd().Split('\n').Length));
    }
}
