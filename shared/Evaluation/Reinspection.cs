using System.Globalization;
using System.Text.Json;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Memorias;
using IntakePipeline.Registry;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Evaluation;

/// <summary>A memoria read again by order of a person, and how it differs from the reading that was decided on.</summary>
/// <param name="Entry">The entry that brought it.</param>
/// <param name="At">When, official time.</param>
/// <param name="By">Who ordered it.</param>
/// <param name="Why">Why.</param>
/// <param name="Report">What was read.</param>
/// <param name="Differences">What differs.</param>
public sealed record Reinspection(RegistryNumber Entry, Instant At, Actor By, string Why, StoredMemoria Report, MemoriaDifferences Differences);

/// <summary>How two readings of one memoria differ.</summary>
/// <param name="Appeared">Found now and not before.</param>
/// <param name="Gone">Found before and not now.</param>
/// <param name="Fields">Values that are read otherwise; null where there is none.</param>
public sealed record MemoriaDifferences(IReadOnlyList<Finding> Appeared, IReadOnlyList<Finding> Gone, IReadOnlyList<(string Name, string? Before, string? Now)> Fields)
{
    /// <summary>How many things differ.</summary>
    public int Count => Appeared.Count + Gone.Count + Fields.Count;

    /// <summary>Compares two readings.</summary>
    public static MemoriaDifferences Between(StoredMemoria before, StoredMemoria now)
    {
        var (was, values) = (Values(before), Values(now));
        return new(
            [.. now.Findings.ExceptBy(before.Findings.Select(Told), Told)],
            [.. before.Findings.ExceptBy(now.Findings.Select(Told), Told)],
            [.. was.Keys.Union(values.Keys, StringComparer.Ordinal).Select(name => (name, was.GetValueOrDefault(name), values.GetValueOrDefault(name))).Where(f => f.Item2 != f.Item3)]);
    }

    private static (string Code, string? Found) Told(Finding finding) => (finding.Code, finding.Found);

    private static Dictionary<string, string> Values(StoredMemoria report) => report.Fields.Fields
        .Select(f => (f.Name, f.Value))
        .Concat(report.Fields.Costs.Select(c => (Name: $"{c.Concept} {c.Year?.ToString(CultureInfo.InvariantCulture)}".TrimEnd(), Value: c.Amount.ToString(CultureInfo.InvariantCulture))))
        .GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join("; ", g.Select(f => f.Value)), StringComparer.Ordinal);
}

/// <summary>Has a memoria read again from its original bytes. What was decided stays decided: the new report stands beside the older ones, for people to compare.</summary>
/// <param name="desk">Changes expedientes.</param>
/// <param name="ledger">The book.</param>
/// <param name="rounds">What the answers made of the application.</param>
/// <param name="review">Knows the application as it stands.</param>
/// <param name="memorias">Reads memorias.</param>
/// <param name="reports">Keeps reports.</param>
/// <param name="clock">The official time.</param>
public sealed class ReinspectionDesk(
    ExpedienteDesk desk, ILedgerStore ledger, CorrectionRounds rounds, ApplicationReview review, MemoriaReview memorias, IMemoriaReportStore reports, OfficialClock clock)
{
    /// <summary>The readings again of the memoria that an expediente was decided on, the first one first.</summary>
    public async Task<IReadOnlyList<Reinspection>> ListAsync(Expediente expediente, CancellationToken cancellationToken)
    {
        if (expediente.Memoria is not { } entry || await reports.FindAsync(expediente.Key, entry, cancellationToken) is not { } decided)
            return [];
        var before = MemoriaReportJson.Read(decided);
        var all = new List<Reinspection>();
        await foreach (var again in reports.ListAgainAsync(expediente.Key, entry, cancellationToken))
            all.Add(Read(entry, before, again));
        return all;
    }

    /// <summary>Has it read again, once for each number: who says it twice has it read once.</summary>
    /// <param name="expediente">The expediente.</param>
    /// <param name="time">Which time it is, from 1: one more than there are.</param>
    /// <param name="by">Who orders it.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancellationToken">Stops between two steps; say it again to go on.</param>
    /// <returns>The reading of that number; null when nothing was decided on yet, or it is not the next.</returns>
    public async Task<Reinspection?> InspectAsync(Expediente expediente, int time, Actor by, string why, CancellationToken cancellationToken)
    {
        var all = await ListAsync(expediente, cancellationToken);
        if (expediente.Memoria is not { } decided || time < 1 || time > all.Count + 1)
            return null;
        if (time > all.Count)
        {
            var opening = await ledger.FindAsync(expediente.Entry, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {expediente.Entry}.");
            var answers = await rounds.AnswersAsync(await rounds.ListAsync(expediente.Key, cancellationToken), cancellationToken);
            var standing = await review.StandingAsync(opening, answers, cancellationToken);
            if (standing.BroughtBy.Number != decided)
                return null;
            var report = await memorias.InspectAsync(standing.BroughtBy, standing.Memoria, standing.Application, standing.Filed.Programme, json =>
            {
                json.WriteString("quien", by.Name);
                json.WriteString("motivo", why);
                json.WriteString("fecha", JsonText.Iso(clock.Now));
            }, cancellationToken);
            await reports.SaveAgainAsync(expediente.Key, decided, time, report, cancellationToken);
            all = await ListAsync(expediente, cancellationToken);
        }

        // The report that is kept says who, when and why: whoever comes after a crash tells the same.
        var done = all[time - 1];
        await desk.TellAsync(await desk.ReadAsync(expediente.Key, cancellationToken), [Told(done)], cancellationToken);
        return done;
    }

    private static Reinspection Read(RegistryNumber entry, StoredMemoria before, ReadOnlyMemory<byte> again)
    {
        using var json = JsonDocument.Parse(again);
        var report = MemoriaReportJson.Read(again);
        return new Reinspection(
            entry, JsonText.ParseInstant(json.RootElement.GetProperty("fecha").GetString()!), new Actor(json.RootElement.GetProperty("quien").GetString()!),
            json.RootElement.GetProperty("motivo").GetString()!, report, MemoriaDifferences.Between(before, report));
    }

    private static HistoryEvent Told(Reinspection done)
    {
        var (va, es) = done.Differences switch
        {
            { Count: 0 } => ("Es llig el mateix.", "Se lee lo mismo."),
            var d => (
                $"Troballes noves: {Codes(d.Appeared)}. Ja no es troben: {Codes(d.Gone)}. Dades que es lligen d'una altra manera: {Names(d)}.",
                $"Hallazgos nuevos: {Codes(d.Appeared)}. Ya no se encuentran: {Codes(d.Gone)}. Datos que se leen de otra manera: {Names(d)}."),
        };
        return new HistoryEvent(done.At, done.By, HistoryEvent.ReinspectedCode, new($"{done.Why} · {va}", $"{done.Why} · {es}"), Articles.Memoria);
    }

    private static string Codes(IReadOnlyList<Finding> findings) => findings.Count == 0 ? "—" : string.Join(", ", findings.Select(f => f.Code).Distinct(StringComparer.Ordinal));

    private static string Names(MemoriaDifferences differences) => differences.Fields.Count == 0 ? "—" : string.Join(", ", differences.Fields.Select(f => f.Name));
}
