using System.Globalization;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Panel;
using NodaTime;

namespace IntakePipeline.Functions.Panel;

/// <summary>The plots of the page of how things stand.</summary>
internal static class HoyPlots
{
    // By the state's code, in the order of StateWords.Codes.
    private static readonly string[] Tones = ["claro", "ojo", "", "gris", "tenue", "mal"];

    /// <summary>Arrivals by hour, and the closes of phases among them.</summary>
    public static Markup Arrivals(Visit v, TodayFigures f)
    {
        // Up to the next close, where it is near: how much time is left belongs to the picture.
        var (first, last) = (f.Arrivals[0].Hour, f.Arrivals[^1].Hour.PlusHours(1));
        var end = f.Closes.Select(c => c.At).Append(last).Max();
        var bars = f.Arrivals.Select(a => (Hour(a.Hour), a.Count, "")).ToList();
        for (var hour = last; hour < end; hour = hour.PlusHours(1))
            bars.Add((Hour(hour), 0, ""));
        return Plot.Bars(
            v, v.Say("Arribades per hora, amb els tancaments de fase", "Llegadas por hora, con los cierres de fase", "Arrivals per hour, with the closes of phases"), bars,
            [.. f.Closes.Select(c => ((int)Period.Between(first, c.At, PeriodUnits.Hours).Hours, Close(v, c)))]);
    }

    /// <summary>What is in evaluation, by the days it has waited.</summary>
    public static Markup Waiting(Visit v, TodayFigures f) => Plot.Bars(
        v, v.Say("Expedients en avaluació segons els dies hàbils que esperen", "Expedientes en evaluación según los días hábiles que esperan", "Applications in evaluation by working days waited"),
        [.. AgeNames().Zip(f.WaitingByAge, (name, count) => (name, count, ""))], []);

    /// <summary>How long receipts took, by hour.</summary>
    public static Markup ReceiptTimes(Visit v, TodayFigures f) => f.ReceiptTimes.All(h => h.Count == 0)
        ? Markup.Of($"""<p>{v.Say("Cap resguard en les últimes 24 hores.", "Ningún resguardo en las últimas 24 horas.", "No receipt in the last 24 hours.")}</p>""")
        : Plot.Lines(
            v, v.Say("Temps fins al resguard en cada una de les últimes 24 hores", "Tiempo hasta el resguardo en cada una de las últimas 24 horas", "Time to the receipt in each of the last 24 hours"),
            [.. f.ReceiptTimes.Select(h => Hour(h.Hour))],
            [
                (v.Say("la meitat, com a molt (p50)", "la mitad, como mucho (p50)", "half of them, at most (p50)"), "", Values(f, h => h.P50)),
                (v.Say("99 de cada 100, com a molt (p99)", "99 de cada 100, como mucho (p99)", "99 in 100, at most (p99)"), "ojo", Values(f, h => h.P99)),
            ],
            seconds => Seconds(v, seconds));

    /// <summary>What became of each programme's.</summary>
    public static Markup Outcomes(Visit v, TodayFigures f) => Plot.Stacks(
        v.Say("On estan els expedients de cada programa", "Dónde están los expedientes de cada programa", "Where each programme's applications stand"),
        [.. StateWords.Codes.Zip(Tones, (code, tone) => (StateWords.Name(v, code), tone))],
        [.. f.Outcomes.Select(o => ($"{o.Programme.Value} {o.Call.Value}", (IReadOnlyList<int>)[.. StateWords.Codes.Select(c => o.ByState.GetValueOrDefault(c))]))]);

    private static string Close(Visit v, PhaseClose close) => close.Phases is [var only]
        ? v.Say($"es tanca {only.Programme}, fase {only.Phase}", $"se cierra {only.Programme}, fase {only.Phase}", $"{only.Programme}, phase {only.Phase} closes")
        : v.Say($"es tanquen {close.Phases.Count} fases", $"se cierran {close.Phases.Count} fases", $"{close.Phases.Count} phases close");

    private static IReadOnlyList<double?> Values(TodayFigures f, Func<ReceiptHour, double> value) => [.. f.ReceiptTimes.Select(h => h.Count == 0 ? (double?)null : value(h))];

    private static string Seconds(Visit v, double seconds)
    {
        var text = seconds < 1 ? $"{(seconds * 1000).ToString("0", CultureInfo.InvariantCulture)} ms" : $"{seconds.ToString("0.#", CultureInfo.InvariantCulture)} s";
        return v.Language == PageLanguage.English ? text : text.Replace('.', ',');
    }

    private static string Hour(LocalDateTime hour) => hour.ToString("HH", CultureInfo.InvariantCulture);

    private static IEnumerable<string> AgeNames()
    {
        var from = 0;
        foreach (var end in TodayBoard.Ages)
        {
            yield return $"{from}–{end}";
            from = end + 1;
        }

        yield return $"≥ {from}";
    }
}
