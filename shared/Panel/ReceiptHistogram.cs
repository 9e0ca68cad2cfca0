using System.Globalization;

namespace IntakePipeline.Panel;

/// <summary>How long receipts took, counted in steps of a tenth each more than the one before: what was measured is known to a twentieth, and sums of hosts and hours can be made.</summary>
public sealed class ReceiptHistogram
{
    private const double Step = 1.1;
    private const double LeastSeconds = 0.001;

    // Up to some minutes; what takes longer counts as that.
    private const int Steps = 130;

    private readonly int[] counts = new int[Steps];

    /// <summary>How many receipts.</summary>
    public int Count { get; private set; }

    /// <summary>Counts one.</summary>
    /// <param name="seconds">How long it took.</param>
    public void Add(double seconds) => Add((int)Math.Clamp(Math.Log(seconds / LeastSeconds) / Math.Log(Step), 0, Steps - 1), 1);

    /// <summary>Counts those of another as well.</summary>
    public void Add(ReceiptHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (step, count) in other.counts.Index())
            Add(step, count);
    }

    /// <summary>A quantile in seconds: so many took at most about that. 0 while there are none.</summary>
    /// <param name="quantile">From 0 to 1.</param>
    public double Quantile(double quantile)
    {
        var left = (int)Math.Ceiling(quantile * Count);
        for (var step = 0; step < Steps; step++)
        {
            if ((left -= counts[step]) <= 0 && Count > 0)
                return LeastSeconds * Math.Pow(Step, step + 0.5);
        }

        return 0;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; what cannot be read counts nothing.</summary>
    public static ReceiptHistogram Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var histogram = new ReceiptHistogram();
        foreach (var part in text.Split(' '))
        {
            if (part.Split(':') is [var step, var count] && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < Steps
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                histogram.Add(at, number);
        }

        return histogram;
    }

    /// <summary>The steps that have any: <c>40:3 41:15</c>.</summary>
    public override string ToString() =>
        string.Join(' ', counts.Index().Where(c => c.Item > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Index}:{c.Item}")));

    private void Add(int step, int count) => (counts[step], Count) = (counts[step] + count, Count + count);
}
