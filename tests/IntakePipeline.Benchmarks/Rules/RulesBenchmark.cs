using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;
using IntakePipeline.Memorias;
using IntakePipeline.Signatures;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Benchmarks.Rules;

/// <summary>
/// Validation of one form, every rule: of a clean application, and of the same one put to each programme of each call, where many rules speak. Beside it the
/// floor in the same run: the loop and the clock without the rules. The two take turns in rounds.
/// </summary>
internal static class RulesBenchmark
{
    private const int Rounds = 5;
    private const int MemoriaBytes = 1024 * 1024;
    private static readonly LocalDateTime Filed = new(2012, 6, 20, 9, 0);

    private const int Folders = 200;

    public static async Task<int> RunAsync(int count, CancellationToken cancellationToken)
    {
        var calendar = WorkingCalendar.Load();
        var calls = CallCatalogue.Load(calendar);
        using var signer = new SampleSigner();
        var folder = SampleCatalogue.Clean("bench", 0, MemoriaBytes, signer);
        var clean = Clean(folder, calls, calendar);
        List<ValidationFacts> everywhere = [.. calls.All.SelectMany(c => c.Programmes.Select(p => clean with { Call = c, Programme = p }))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rules: {ApplicationRules.All.Count} rules, {count} validations a round, {Rounds} rounds against the floor; {Environment.ProcessorCount} cores"));

        // Once before: what is measured is a host that runs, not one that starts.
        Measure(count, clean, [clean, .. everywhere], validate: true);
        Show("a clean application", count, [clean]);
        Show("the same put to every programme", count, everywhere);
        using var signatures = SignatureServices.Build(new SignatureSettings { TrustAnchors = DemoAuthority.OfThisProcess.Anchors });
        var check = new FolderCheck(new EnvelopeReader(calls), calendar, signatures.GetRequiredService<ApplicantSignatures>(), new MemoriaInspector(TimeProvider.System));
        await ShowCheckAsync(folder, check, cancellationToken);
        return 0;
    }

    /// <summary>The command <c>check</c> without its start: the first time, when nothing is compiled yet, and then again and again.</summary>
    private static async Task ShowCheckAsync(SubmissionFolder folder, FolderCheck check, CancellationToken cancellationToken)
    {
        var times = new List<double>(Folders);
        for (var i = 0; i <= Folders; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await check.JudgeAsync(folder.Envelope, folder.Signature, folder.Files, Filed, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var (first, others) = (times[0], times[1..]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  check of a folder with a memoria of {MemoriaBytes:N0} bytes: first {first:F1} ms, then p50 {At(others, 0.50):F2} ms   p99 {At(others, 0.99):F2} ms"));
    }

    private static void Show(string what, int count, List<ValidationFacts> applications)
    {
        var (rules, floor) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            floor.AddRange(Measure(count, applications[0], applications, validate: false));
            rules.AddRange(Measure(count, applications[0], applications, validate: true));
        }

        var findings = applications.Average(a => ApplicationRules.Validate(a).Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {what,-32} {findings,5:F1} findings   p50 {At(rules, 0.50),7:F1} µs   p99 {At(rules, 0.99),7:F1} µs   floor p50 {At(floor, 0.50),5:F2} µs   p99 {At(floor, 0.99),5:F2} µs"));
    }

    /// <summary>Microseconds of each turn of the loop.</summary>
    private static List<double> Measure(int count, ValidationFacts nothing, List<ValidationFacts> applications, bool validate)
    {
        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var facts = applications[i % applications.Count];
            var start = Stopwatch.GetTimestamp();
            if (validate)
                GC.KeepAlive(ApplicationRules.Validate(facts));
            else
                GC.KeepAlive(nothing);
            // A TimeSpan counts in tenths of a microsecond: the floor is less than one.
            times.Add((Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency);
        }

        return times;
    }

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times[Math.Clamp((int)Math.Ceiling(share * times.Count) - 1, 0, times.Count - 1)];
    }

    /// <summary>An EBT application as the samples have it, filed inside its window, read from its envelope.</summary>
    private static ValidationFacts Clean(SubmissionFolder folder, CallCatalogue calls, WorkingCalendar calendar)
    {
        var form = (EnvelopeReading.Readable)new EnvelopeReader(calls).Read(folder.Envelope);
        return ValidationFacts.Of(form, EffectiveFiling.Of(form.Programme, Filed, form.Application.Applicant.Municipality, calendar));
    }
}
