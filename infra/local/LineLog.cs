using System.Globalization;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local;

/// <summary>A log of one line an event, for people: <c>09:00:03 presentar succeeded in 41 ms …</c>; an exception follows on lines of its own.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="leaveOpen">Whether <paramref name="output"/> outlives the log.</param>
public sealed class LineLog(TextWriter output, bool leaveOpen) : ILoggerProvider
{
    // Functions name themselves in their messages.
    private const string FunctionCategory = "Function.";

    private readonly TextWriter lines = TextWriter.Synchronized(output);

    /// <summary>A log on the terminal.</summary>
    public static Action<ILoggingBuilder> ToConsole => static logging => logging.ClearProviders().AddProvider(new LineLog(Console.Out, leaveOpen: true));

    /// <summary>A log in a file, written after what the file has already.</summary>
    public static Action<ILoggingBuilder> ToFile(string path) => logging =>
        logging.ClearProviders().AddProvider(new LineLog(new StreamWriter(path, append: true) { AutoFlush = true }, leaveOpen: false));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    /// <inheritdoc/>
    public void Dispose()
    {
        lines.Flush();
        if (!leaveOpen)
            lines.Dispose();
    }

    private sealed class Logger(string category, TextWriter lines) : ILogger
    {
        private readonly string source = category.StartsWith(FunctionCategory, StringComparison.Ordinal) ? "" : $"{category.Split('.')[^1]}: ";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var level = logLevel == LogLevel.Information ? "" : $"{logLevel.ToString().ToUpperInvariant()} ";
            var trouble = exception is null ? "" : $"{Environment.NewLine}{exception}";
            lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetLocalNow():HH:mm:ss} {level}{source}{formatter(state, exception)}{trouble}"));
        }
    }
}
