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

    [Fact]
    public async Task All_that_it_started_ends_with_it()
    {
        var folder = Directory.CreateTempSubdirectory("bounded");
        try
        {
            // It may write no file, so folders tell who was started: a child, and a child of a child. Only then it goes beyond its bound.
            const string Script = "sleep 3600 & mkdir \"$0/$!\"; sh -c 'sleep 3600 & mkdir \"$0/$!\"; wait' \"$0\" & mkdir \"$0/$!\"; until [ $(ls \"$0\" | wc -l) = 3 ]; do sleep 0.1; done; cat /dev/zero";
            Assert.Null(await RunAsync("sh", ["-c", Script, folder.FullName], Ample));
            var started = folder.GetDirectories().Select(child => child.Name).ToList();
            Assert.Equal(3, started.Count);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            while (started.Exists(IsRunning))
                await Task.Delay(50, patience.Token);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What was killed may stay listed as a zombie until its new parent looks after it.</summary>
    private static bool IsRunning(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static Task<byte[]?> RunAsync(string program, string[] arguments, ProcessLimits limits, byte[]? input = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The programs are those of Linux.");
        return BoundedProcess.RunAsync(BoundedProcess.Find(program)!, arguments, input, limits, TestContext.Current.CancellationToken);
    }
}
