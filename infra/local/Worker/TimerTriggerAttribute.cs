namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule, in one host at a time.</summary>
/// <param name="schedule">NCRONTAB in UTC, six fields beginning with the seconds, or <c>%setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>NCRONTAB in UTC, or <c>%setting%</c>.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the schedule's status is kept in storage, so that a run missed while no host was up is made good.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs whenever a host starts.</summary>
    public bool RunOnStartup { get; set; }
}
