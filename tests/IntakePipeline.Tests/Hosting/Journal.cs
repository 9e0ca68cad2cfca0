using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Hosting;

/// <summary>What test functions write down, in order, and what they wait for.</summary>
public sealed class Journal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly ConcurrentQueue<string> entries = new();
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Entries => [.. entries];

    /// <summary>Completed by <see cref="Open"/>: holds calls until the test lets them go.</summary>
    public Task Gate => gate.Task;

    public void Write(string entry) => entries.Enqueue(entry);

    public void Open() => gate.TrySetResult();

    public int Count(string entry) => entries.Count(e => e == entry);

    public Task WaitForAsync(string entry, int times = 1) => UntilAsync(() => Count(entry) >= times, () => $"{times} × '{entry}' in [{string.Join(" | ", entries)}]");

    public Task WaitForAsync(int count) => UntilAsync(() => entries.Count >= count, () => $"{count} entries, there are {entries.Count}: [{string.Join(" | ", entries)}]");

    public static Task UntilAsync(Func<bool> condition, Func<string> what) => UntilAsync(() => Task.FromResult(condition()), what);

    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, $"Waited in vain for {what()}");
            await Task.Delay(20);
        }
    }
}

/// <summary>Keeps the lines a host logs.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> lines = new();

    public IReadOnlyList<(string Category, LogLevel Level, string Text)> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Writer(string category, ConcurrentQueue<(string Category, LogLevel Level, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((category, logLevel, formatter(state, exception)));
    }
}
