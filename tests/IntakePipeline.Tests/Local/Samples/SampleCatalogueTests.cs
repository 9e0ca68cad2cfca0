using System.Security.Cryptography;
using System.Text.Json;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Local.Samples;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Local.Samples;

/// <summary>What the catalogue promises, without a pipeline: the demo holds the pipeline to it.</summary>
public sealed class SampleCatalogueTests
{
    private static readonly SampleSigner Signer = new();
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Load();
    private static readonly CallCatalogue Calls = CallCatalogue.Load(Calendar);
    private static readonly EnvelopeReader Reader = new(Calls);

    // Found by comparing the files with the manifest, or with the register.
    private static readonly string[] FoundBehindTheEnvelope =
        ["memoria-demasiado-grande", "documento-huella-distinta", "documento-tamano-distinto", "documento-ausente", "firma-ausente", "firmante-distinto",
         "firma-contenido-alterado", "presentacion-en-uso"];

    public static TheoryData<string> Kinds() => [.. SampleCatalogue.All.Select(s => s.Kind)];

    [Fact]
    public void There_is_enough_of_everything_by_both_doors()
    {
        Assert.True(SampleCatalogue.All.Count >= 40);
        Assert.All(Enum.GetValues<Door>(), door => Assert.True(SampleCatalogue.All.Count(s => s.Doors[0] == door) >= 15));
        Assert.All(
            new[] { (Outcome.Refused, 5), (Outcome.Correction, 5), (Outcome.OutOfTime, 3), (Outcome.Superseded, 1), (Outcome.Evaluation, 15) },
            least => Assert.True(SampleCatalogue.All.Count(s => s.Expected.Outcome == least.Item1) >= least.Item2));
        Assert.Equal(["CRE", "EBT"], SampleCatalogue.All.Select(s => s.Make(Signer)).Where(f => f.Key is not null)
            .Select(f => Reader.Read(f.Envelope)).OfType<EnvelopeReading.Readable>().Select(r => r.Programme.Id.Value).Distinct().Order());
    }

    [Fact]
    public void Samples_are_told_apart_by_kind_and_but_for_the_stolen_key_by_key()
    {
        Assert.Distinct(SampleCatalogue.All.Select(s => s.Kind));
        Assert.Distinct(SampleCatalogue.All.Where(s => s.Kind != "key-in-use").Select(s => s.Key));
        Assert.Equal(SampleCatalogue.All.OrderBy(s => s.FiledAt), SampleCatalogue.All);
    }

    [Fact]
    public void The_invented_companies_have_names_and_tax_identifiers_of_their_own_that_belong_to_nobody()
    {
        Assert.Distinct(SampleCompanies.All.Select(c => c.Name));
        Assert.Distinct(SampleCompanies.All.Select(c => c.TaxId));
        Assert.Distinct(SampleCompanies.All.Select(c => c.Project));
        Assert.All(SampleCompanies.All, company =>
        {
            Assert.Equal(TaxIdKind.Entity, company.TaxId.Kind);
            // No province has the digits 00, so no company has them.
            Assert.Equal("00", company.TaxId.Value[1..3]);
            Assert.True(TaxId.TryParse(company.Representative.TaxId, out var representative));
            Assert.Equal(TaxIdKind.Person, representative.Kind);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_envelope_reads_as_the_sample_says(string kind)
    {
        var sample = Of(kind);
        var reading = Reader.Read(sample.Make(Signer).Envelope);
        if (sample.Expected is { IsRegistered: false, Reason: var reason } && !FoundBehindTheEnvelope.Contains(reason))
        {
            var fault = Assert.Single(Assert.IsType<EnvelopeReading.Refused>(reading).Faults);
            Assert.Equal(reason, fault.Code);
        }
        else
        {
            Assert.Equal(sample.Key, Assert.IsType<EnvelopeReading.Readable>(reading).Application.Key);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_manifest_is_true_unless_the_sample_is_about_a_false_one(string kind)
    {
        var sample = Of(kind);
        var folder = sample.Make(Signer);
        if (sample.Expected.Reason is "documento-huella-distinta" or "documento-tamano-distinto" or "documento-ausente" || Reader.Read(folder.Envelope) is not EnvelopeReading.Readable reading)
            return;
        Assert.Equal(reading.Application.Documents.Select(d => d.Name.Value), folder.Files.Select(f => f.Name));
        foreach (var (declared, file) in reading.Application.Documents.Zip(folder.Files))
        {
            using var content = file.Open();
            Assert.Equal(declared.Bytes, content.Length);
            Assert.Equal(declared.Digest.Hex, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_form_has_the_defects_the_sample_says_and_no_others(string kind)
    {
        var sample = Of(kind);
        if (Reader.Read(sample.Make(Signer).Envelope) is not EnvelopeReading.Readable reading || !sample.Expected.IsRegistered)
            return;
        var effective = Calendar.EffectiveDateOf(sample.FiledAt);
        var window = reading.Programme.WindowOn(effective.Date);
        var findings = ApplicationRules.Validate(new ValidationFacts(reading.Application, reading.Call, reading.Programme, window, sample.FiledAt, effective.Date))
            .Where(f => f.Severity != Severity.Information).Select(f => f.Code).ToList();

        Assert.Equal(sample.Expected.Phase, window?.Phase.Value);
        if (sample.Expected.Reason is null || sample.Expected.Reason.StartsWith("memoria-", StringComparison.Ordinal))
            Assert.Empty(findings);
        else
            Assert.Contains(sample.Expected.Reason, findings);
        if (kind != "several-defects")
            Assert.True(findings.Count <= 1, string.Join(", ", findings));
    }

    [Fact]
    public void A_load_test_gets_clean_submissions_of_the_size_it_wants_each_a_project_of_its_own()
    {
        var (one, other) = (SampleCatalogue.Clean("carga", 0, 1_000_000, Signer), SampleCatalogue.Clean("carga", SampleCompanies.All.Count, 1_000_000, Signer));
        var applications = new[] { one, other }.Select(f => Assert.IsType<EnvelopeReading.Readable>(Reader.Read(f.Envelope)).Application).ToList();
        Assert.All(applications, a => Assert.Equal(1_000_000, a.Memoria.Bytes));
        Assert.Equal(applications[0].Applicant.TaxId, applications[1].Applicant.TaxId);
        Assert.NotEqual(applications[0].Project.Reference, applications[1].Project.Reference);
        Assert.Equal("carga-000000", one.Key?.Value);
    }

    [Fact]
    public void The_same_catalogue_makes_the_same_envelopes()
    {
        using var another = new SampleSigner();
        foreach (var sample in SampleCatalogue.All.Take(10))
            Assert.Equal(sample.Make(Signer).Envelope, sample.Make(another).Envelope);
    }

    [Fact]
    public void What_is_written_as_an_envelope_reads_as_the_same_application()
    {
        var folder = Of("growth").Make(Signer);
        var application = Assert.IsType<EnvelopeReading.Readable>(Reader.Read(folder.Envelope)).Application;
        Assert.Equal(folder.Envelope, EnvelopeWriter.Write(application));
        using var json = JsonDocument.Parse(folder.Envelope);
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
    }

    private static Sample Of(string kind) => SampleCatalogue.All.First(s => s.Kind == kind);
}
