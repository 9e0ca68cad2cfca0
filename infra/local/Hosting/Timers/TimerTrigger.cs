using System.Globalization;
using System.Reflection;
using IntakePipeline.Local.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace IntakePipeline.Local.Hosting.Timers;

/// <summary>A function is called on a schedule. The payload is a <see cref="TimerInfo"/>.</summary>
/// <param name="Expression">The schedule as written, for the log.</param>
/// <param name="Schedule">Its occurrences, in UTC.</param>
/// <param name="UseMonitor">Whether its status is kept.</param>
/// <param name="RunOnStartup">Whether it also runs when a host starts.</param>
/// <param name="Retries">What happens after a failure.</param>
internal sealed record TimerTrigger(string Expression, CrontabSchedule Schedule, bool UseMonitor, bool RunOnStartup, TimerRetries Retries) : FunctionTrigger
{
    public override IReadOnlyCollection<string> Names => [];

    public override string ParameterTypes => nameof(TimerInfo);

    /// <exception cref="HostStartException">The schedule cannot be read, or a setting is missing.</exception>
    public static TimerTrigger From(TimerTriggerAttribute attribute, MemberInfo function, AppSettings settings)
    {
        var expression = settings.Resolve(attribute.Schedule);
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields.Length != 5 };
        return CrontabSchedule.TryParse(expression, options) is { } schedule
            ? new TimerTrigger(expression, schedule, attribute.UseMonitor, attribute.RunOnStartup, TimerRetries.From(function))
            : throw new HostStartException($"'{expression}' is no schedule: {{second}} {{minute}} {{hour}} {{day}} {{month}} {{day of the week}}.");
    }

    public override ArgumentSource? SourceFor(Type type) => type == typeof(TimerInfo) ? static call => new(call.Payload) : null;

    /// <summary>The first occurrence after an instant; null if there is none.</summary>
    public DateTime? Next(DateTime afterUtc) => Schedule.GetNextOccurrence(afterUtc, DateTime.MaxValue) is var next && next < DateTime.MaxValue.Date
        ? DateTime.SpecifyKind(next, DateTimeKind.Utc)
        : null;
}

/// <summary>Further attempts after a failed run, from the attributes of the method.</summary>
/// <param name="Max">0 for none, -1 without end.</param>
/// <param name="First">Delay before the first of them.</param>
/// <param name="Longest">The delay doubles up to this.</param>
internal sealed record TimerRetries(int Max, TimeSpan First, TimeSpan Longest)
{
    /// <exception cref="HostStartException">An interval cannot be read.</exception>
    public static TimerRetries From(MemberInfo function)
    {
        if (function.GetCustomAttribute<FixedDelayRetryAttribute>() is { } delay)
            return Checked(delay.MaxRetryCount, delay.DelayInterval, delay.DelayInterval);
        return function.GetCustomAttribute<ExponentialBackoffRetryAttribute>() is { } backoff
            ? Checked(backoff.MaxRetryCount, backoff.MinimumInterval, backoff.MaximumInterval)
            : new TimerRetries(0, TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Whether one more attempt is due after so many.</summary>
    public bool Allows(int retry) => Max < 0 || retry < Max;

    private static TimerRetries Checked(int max, string first, string longest) =>
        max >= -1 && TryInterval(first, out var least) && TryInterval(longest, out var most) && least <= most
            ? new TimerRetries(max, least, most)
            : throw new HostStartException($"a retry needs a count of -1 or more and intervals hh:mm:ss, the first no longer than the last, but has {max}, '{first}', '{longest}'.");

    private static bool TryInterval(string text, out TimeSpan interval) =>
        TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out interval) && interval >= TimeSpan.Zero && interval <= TimeSpan.FromDays(1);
}
