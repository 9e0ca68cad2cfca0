using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using IntakePipeline.Calendar;
using IntakePipeline.Telemetry;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>Keeps how long this host's receipts took, every so often, off their way. What a crash takes with it are seconds of figures.</summary>
/// <param name="store">Where.</param>
/// <param name="clock">The official time, whose hours are counted.</param>
/// <param name="time">Waits.</param>
public sealed class ReceiptTimes(IReceiptTimeStore store, OfficialClock clock, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestSave = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly string host = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private readonly Dictionary<LocalDateTime, (ReceiptHistogram Measured, int Saved)> hours = [];

    /// <summary>Keeps what was measured since the last time.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        List<(LocalDateTime Hour, string Written, int Count)> changed;
        lock (gate)
            changed = [.. hours.Where(h => h.Value.Measured.Count > h.Value.Saved).Select(h => (h.Key, h.Value.Measured.ToString(), h.Value.Measured.Count))];
        foreach (var (hour, written, count) in changed)
        {
            if (!await store.TrySaveAsync(hour, host, ReceiptHistogram.Parse(written), cancellationToken))
                return;
            lock (gate)
                hours[hour] = hours[hour] with { Saved = count };
        }

        lock (gate)
        {
            foreach (var over in hours.Keys.Where(h => h < ThisHour()).ToList().Where(h => hours[h].Saved == hours[h].Measured.Count))
                hours.Remove(over);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var duration = PipelineTelemetry.ReceiptDuration;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument == duration)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => Add(seconds));
        listener.Start();
        bool last;
        do
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            last = stoppingToken.IsCancellationRequested;
            try
            {
                // The last time, too: a host that stops keeps what it has, if storage answers at once.
                using var patience = new CancellationTokenSource(LongestSave, time);
                await SaveAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                // The next time.
            }
        }
        while (!last);
    }

    private void Add(double seconds)
    {
        lock (gate)
        {
            var hour = ThisHour();
            if (!hours.TryGetValue(hour, out var known))
                hours[hour] = known = (new ReceiptHistogram(), 0);
            known.Measured.Add(seconds);
        }
    }

    private LocalDateTime ThisHour() => OfficialClock.ToLocal(clock.Now).With(TimeAdjusters.TruncateToHour);
}
