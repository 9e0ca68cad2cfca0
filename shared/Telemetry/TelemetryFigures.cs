using System.Diagnostics.Metrics;
using System.Globalization;

namespace IntakePipeline.Telemetry;

/// <summary>The meter's figures of this process since it started, for the panel: sums of counters, last values of gauges, and quantiles of the last durations.</summary>
public sealed class TelemetryFigures : IDisposable
{
    /// <summary>Of how many measurements a histogram's quantiles are taken: the last so many.</summary>
    public const int Remembered = 1024;

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, double> values = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Recent> durations = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    /// <summary>Begins to listen.</summary>
    public TelemetryFigures()
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter == PipelineTelemetry.Meter)
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Counters and gauges by name, tags in braces: <c>intake.rejections{code=firma-falta}</c>.</summary>
    public IReadOnlyDictionary<string, double> Values
    {
        get
        {
            lock (gate)
                return new SortedDictionary<string, double>(values, StringComparer.Ordinal);
        }
    }

    /// <summary>A quantile of a histogram's last measurements, in seconds, whatever their tags; null while there are none.</summary>
    /// <param name="histogram">Its name.</param>
    /// <param name="quantile">From 0 to 1.</param>
    public double? Quantile(string histogram, double quantile)
    {
        lock (gate)
            return durations.GetValueOrDefault(histogram)?.Quantile(quantile);
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = tags.IsEmpty ? instrument.Name : $"{instrument.Name}{{{string.Join(',', tags.ToArray().Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}={t.Value}")))}}}";
        lock (gate)
        {
            if (instrument is Histogram<double>)
            {
                if (!durations.TryGetValue(instrument.Name, out var recent))
                    durations[instrument.Name] = recent = new Recent();
                recent.Add(value);
            }
            else
            {
                values[name] = instrument is Counter<long> ? values.GetValueOrDefault(name) + value : value;
            }
        }
    }

    private sealed class Recent
    {
        private readonly double[] measured = new double[Remembered];
        private long count;

        public void Add(double value) => measured[count++ % Remembered] = value;

        // Nearest rank: a value that was measured, none in between.
        public double Quantile(double quantile)
        {
            var sorted = measured.AsSpan(0, (int)Math.Min(count, Remembered)).ToArray();
            Array.Sort(sorted);
            return sorted[Math.Clamp((int)Math.Ceiling(quantile * sorted.Length) - 1, 0, sorted.Length - 1)];
        }
    }
}
