namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about the run.</summary>
public class TimerInfo
{
    /// <summary>The schedule's status before this run; null when it is not kept.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether the run comes later than it was due.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>The occurrences of a schedule, in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last run; <see langword="default"/> when there was none.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}
