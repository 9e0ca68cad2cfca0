using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Local;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;
using IntakePipeline.Signatures;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Tests.Signatures;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Benchmarks.Signatures;

/// <summary>What the check of a form's signature costs, and what damaged signatures do to it.</summary>
internal static class SignatureBenchmark
{
    private const int WarmUp = 20;
    private static readonly Instant Filed = Instant.FromUtc(2012, 6, 20, 7, 0);

    /// <summary>The command <c>cms-fuzz</c>.</summary>
    public static Command Fuzz { get; } = Make("cms-fuzz", "Checks damaged signatures, seeded: every one must end in a verdict.", 100_000, FuzzAsync);

    /// <summary>The command <c>signature</c>.</summary>
    public static Command Cost { get; } = Make("signature", "Checks good signatures, each beside the whole admission of a submission with it: what the check costs of it.", 200, MeasureAsync);

    private static Command Make(string name, string description, int cases, Func<int, CancellationToken, Task<int>> run)
    {
        var count = new Option<int>("--count") { Description = "How many.", DefaultValueFactory = _ => cases };
        var command = new Command(name, description) { count };
        command.SetAction((result, cancellationToken) => run(result.GetValue(count), cancellationToken));
        return command;
    }

    private static async Task<int> FuzzAsync(int count, CancellationToken cancellationToken)
    {
        await using var services = Services();
        var verifier = services.GetRequiredService<SignatureVerifier>();
        var (form, signature) = Signed();
        var ends = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (failures, slowest, slowestSeed) = (0, TimeSpan.Zero, 0);
        for (var seed = 0; seed < count; seed++)
        {
            var mutated = CmsMutator.Mutate(signature, new Random(seed));
            var started = Stopwatch.GetTimestamp();
            string end;
            try
            {
                end = await verifier.VerifyAsync(mutated, form, Filed, allowsSha1: true, cancellationToken) switch
                {
                    SignatureVerdict.Flawed { Flaw: var flaw } => flaw.ToString(),
                    SignatureVerdict.Valid => "valid (what no signature covers was changed)",
                    _ => throw new UnreachableException("A verdict nobody handles."),
                };
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failures++;
                end = $"FAILED: {e.GetType().Name}";
                Console.WriteLine($"seed {seed}: {e}");
            }

            if (Stopwatch.GetElapsedTime(started) is var took && took > slowest)
                (slowest, slowestSeed) = (took, seed);
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }

        foreach (var (end, times) in ends)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {times,8:N0}  {end}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cms-fuzz: {count:N0} cases, {failures} failures, slowest {slowest.TotalMilliseconds:F0} ms (seed {slowestSeed})"));
        return failures == 0 ? 0 : 1;
    }

    private static async Task<int> MeasureAsync(int count, CancellationToken cancellationToken)
    {
        const string Key = "clau-de-mesura-clau-de-mesura-clau-de-mesura";
        await using var services = Services();
        var verifier = services.GetRequiredService<SignatureVerifier>();
        await using var azurite = await AzuriteProcess.StartAsync(null, cancellationToken, ["firma"]);
        await using var host = await IntakeHost.StartAsync(new IntakeHostOptions
        {
            Storage = azurite.ConnectionStringOf("firma"),
            RegistryKey = Key,
            OfficialTime = new LocalDateTime(2012, 6, 20, 9, 0),
            Signatures = new SignatureSettings { TrustAnchors = DemoAuthority.OfThisProcess.Anchors },
        }, cancellationToken);
        using var http = new HttpClient { BaseAddress = host.Address };
        using var signer = new SampleSigner();
        var door = new HttpDoor(http, Key);
        var (checks, admissions) = (new List<double>(count), new List<double>(count));
        for (var i = -WarmUp; i < count; i++)
        {
            var folder = SampleCatalogue.Clean("firma", i + WarmUp, 200_000, signer);
            var started = Stopwatch.GetTimestamp();
            if (await verifier.VerifyAsync(folder.Signature!, folder.Envelope, Filed, allowsSha1: false, cancellationToken) is not SignatureVerdict.Valid)
                throw new InvalidOperationException("A good signature was refused.");
            var check = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            if (await door.FileAsync(folder, cancellationToken) is not FilingOutcome.Registered)
                throw new InvalidOperationException("A clean submission was refused.");
            var admission = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (i < 0)
                continue;
            checks.Add(check);
            admissions.Add(admission);
        }

        checks.Sort();
        admissions.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"signature: {count:N0} checks of one signer (P-256, one anchor): p50 {checks[count / 2]:F2} ms, p99 {checks[count * 99 / 100]:F2} ms; whole admissions by HTTP (memoria of 200 kB), one at a time: p50 {admissions[count / 2]:F1} ms; share {checks[count / 2] / admissions[count / 2]:P1}"));
        return 0;
    }

    private static ServiceProvider Services() => SignatureServices.Build(new SignatureSettings { TrustAnchors = DemoAuthority.OfThisProcess.Anchors });

    private static (byte[] Form, byte[] Signature) Signed()
    {
        using var signer = new SampleSigner();
        var folder = SampleCatalogue.Clean("firma", 0, 200_000, signer);
        return (folder.Envelope, folder.Signature!);
    }
}
