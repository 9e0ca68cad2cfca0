using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Benchmarks.Seals;

/// <summary>
/// What sealing adds to a receipt: its data and document made and sealed, beside the floor in the same run, the same made under a seal that signs
/// nothing. The kinds take turns in rounds.
/// </summary>
internal static class SealBenchmark
{
    private const int Rounds = 5;

    public static int Run(int count)
    {
        var receipt = Sample();
        (string Name, IRegistrySeal Seal)[] seals =
        [
            ("floor: no signature", new NoSignature(DevelopmentSeal.OfThisProcess)),
            ("RSA 2048", DevelopmentSeal.OfThisProcess),
            ("RSA 3072", Pkcs12Seal.Open(DevelopmentSeal.Create(3072), null)),
            ("RSA 4096", Pkcs12Seal.Open(DevelopmentSeal.Create(4096), null)),
        ];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seal: {count} receipts a round, {Rounds} rounds in turns; {Environment.ProcessorCount} cores"));
        var times = seals.ToDictionary(s => s.Name, _ => new List<double>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (name, seal) in seals)
            {
                var measured = Measure(receipt, seal, count);
                // The first round is what compiles the code.
                if (round > 0)
                    times[name].AddRange(measured);
            }
        }

        var floor = At(times[seals[0].Name], 0.5);
        foreach (var (name, _) in seals)
        {
            var (half, nearlyAll) = (At(times[name], 0.5), At(times[name], 0.99));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-20} p50 {half,6:F2} ms   p99 {nearlyAll,6:F2} ms   sealing {half - floor,5:F2} ms ({(half - floor) / half:P0} of it)"));
        }

        var stored = Issue(receipt, DevelopmentSeal.OfThisProcess);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  document {stored.Pdf.Length:N0} bytes, data {stored.Json.Length:N0}, seal over the data {stored.JsonSeal.Length:N0}"));
        return 0;
    }

    private static List<double> Measure(Receipt receipt, IRegistrySeal seal, int count)
    {
        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(Issue(receipt, seal));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    private static StoredReceipt Issue(Receipt receipt, IRegistrySeal seal) => StoredReceipt.Seal(ReceiptJson.Write(receipt), ReceiptPdf.Render(receipt, seal), seal);

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times[Math.Clamp((int)Math.Ceiling(share * times.Count) - 1, 0, times.Count - 1)];
    }

    private static Receipt Sample()
    {
        var call = CallCatalogue.Load(WorkingCalendar.Load()).Find(new CallId("emprendimiento-2012"))!;
        var programme = call.Find(new ProgrammeId("EBT"))!;
        var digest = Sha256Digest.Of("banc"u8);
        if (!SubmissionKey.TryParse("RT-2012-000123", out var key) || !FileName.TryParse("memoria.pdf", out var memoria))
            throw new UnreachableException("Both are well formed.");
        var draft = new EntryDraft(
            key, digest, Instant.FromUtc(2012, 6, 20, 7, 0), new EffectiveDate(new LocalDate(2012, 6, 20), new("Presentada en dia hàbil.", "Presentada en día hábil.")), call.Id, 2012,
            programme.Id, new PhaseId("1"), new LocalDate(2012, 6, 28), programme.Department.Id, Language.Valencian, new Party("B12345674", "Instal·lacions Ñandú i Fills, SL"), null, "P-1",
            "Sensors per a l'arròs",
            [new("solicitud", FileName.Envelope, 3412, digest), new("firma", FileName.Signature, 2790, digest), new("memoria", memoria, 8_388_608, digest)], Simulated: false);
        return Receipt.From(LedgerHead.Empty.Append(draft, VerificationCode.Create()).Entry, call, new Uri("https://registre.example"));
    }

    private sealed class NoSignature(IRegistrySeal seal) : IRegistrySeal
    {
        private readonly byte[] nothing = new byte[256];

        public X509Certificate2 Certificate => seal.Certificate;

        public IReadOnlyList<X509Certificate2> Intermediates => seal.Intermediates;

        public byte[] Sign(ReadOnlySpan<byte> digest) => nothing;
    }
}
