using IntakePipeline.Memorias.Recognition;

namespace IntakePipeline.Tests.Memorias.Recognition;

public sealed class BoundedProcessTests
{
    private static readonly ProcessLimits Ample = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60), 512 << 20, 1 << 20);

    [Fact]
    public async Task What_is_fed_in_comes_out() =>
        Assert.Equal([1, 2, 3], await RunAsync("cat", [], Ample, [1, 2, 3]));

    [Fact]
    public async Task It_ends_at_its_time_on_the_clock() =>
        Assert.Null(await RunAsync("sleep", ["3600"], Ample with { Wall = TimeSpan.FromMilliseconds(300) }));

    [Fact]
    public async Task It_ends_at_its_processor_time() =>
        Assert.Null(await RunAsync("sha256sum", ["/dev/zero"], Ample with { Processor = TimeSpan.FromSeconds(1) }));

    [Fact]
    public async Task It_ends_at_its_memory() =>
        // Looks for the end of a line that never ends.
        Assert.Null(await RunAsync("tail", ["/dev/zero"], Ample with { MemoryBytes = 64 << 20 }));

    [Fact]
    public async Task It_ends_when_it_writes_too_much() =>
        Assert.Null(await RunAsync("cat", ["/dev/zero"], Ample));

    [Fact]
    public async Task What_fails_or_is_not_there_gives_nothing()
    {
        Assert.Null(await RunAsync("false", [], Ample));
        Assert.Null(await BoundedProcess.RunAsync(Path.Combine(Path.GetTempPath(), "no-such-program"), [], default, Ample, default));
    }

    [Fact]
    public async Task It_sees_nothing_of_the_environment()
    {
        var seen = System.Text.Encoding.UTF8.GetString(await RunAsync("env", [], Ample) ?? []);
        Assert.Contains("OMP_THREAD_LIMIT=1", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=", seen, StringComparison.Ordinal);
    }

    private static Task<byte[]?> RunAsync(string program, string[] arguments, ProcessLimits limits, byte[]? input = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The programs are those of Linux.");
        return BoundedProcess.RunAsync(BoundedProcess.Find(program)!, arguments, input, limits, TestContext.Current.CancellationToken);
    }
}
