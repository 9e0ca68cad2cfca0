using NodaTime;

namespace IntakePipeline.Local.Samples;

/// <summary>The official times at which samples are filed.</summary>
public static class SampleTimes
{
    /// <summary>A Wednesday inside the first window of both programmes.</summary>
    public static LocalDateTime Wednesday { get; } = new(2012, 6, 20, 9, 0);

    /// <summary>A Sunday in the same window: filings count for Monday 2012-06-25.</summary>
    public static LocalDateTime Sunday { get; } = new(2012, 6, 24, 11, 30);

    /// <summary>The last minutes of the window's last day.</summary>
    public static LocalDateTime LastEvening { get; } = new(2012, 6, 28, 23, 40);

    /// <summary>After EBT 2012 has closed; CRE 2012 is in its second phase and EBT 2013 is open.</summary>
    public static LocalDateTime July { get; } = new(2012, 7, 3, 10, 0);
}
