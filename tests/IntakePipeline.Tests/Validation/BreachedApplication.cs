using System.Globalization;
using System.Text;
using IntakePipeline.Local.Samples;
using IntakePipeline.Local.Samples.Pdf;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Registry;
using IntakePipeline.Tests.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Validation;

/// <summary>An application that breaks certain rules and can be posted.</summary>
/// <param name="Facts">What is known of it.</param>
/// <param name="Codes">The rules it is meant to break; others may find something too.</param>
internal sealed record BreachedApplication(ValidationFacts Facts, IReadOnlyList<string> Codes)
{
    private static readonly byte[] Memoria = SampleMemoria.BornDigital(SampleCompanies.All[0]).ToBytes();

    /// <summary>
    /// As few applications as break every one of <paramref name="codes"/>: each takes every breach that leaves the ones before it in place.
    /// </summary>
    public static IReadOnlyList<BreachedApplication> Pack(ValidationFacts clean, IEnumerable<string> codes)
    {
        var packed = new List<BreachedApplication>();
        foreach (var code in codes)
        {
            var room = packed.FindIndex(b => b.With(code).BreaksAll);
            if (room >= 0)
                packed[room] = packed[room].With(code);
            else
                packed.Add(new BreachedApplication(Breach.Of(code, clean), [code]));
        }

        return packed;
    }

    /// <summary>The codes that validation gives it.</summary>
    public IEnumerable<string> Found => ApplicationRules.Validate(Facts).Select(f => f.Code);

    private bool BreaksAll => !Codes.Except(Found, StringComparer.Ordinal).Any();

    /// <summary>The other applications that its rules are about, if any.</summary>
    public IEnumerable<BreachedApplication> Others => Facts.Others.Select(other => new BreachedApplication(
        Facts.With((Project p) => p with { Title = other.ProjectTitle, AidRequested = other.AidRequested }), []));

    /// <summary>As a sender makes it: its documents real files, signed.</summary>
    /// <param name="number">Its project, unlike any other.</param>
    /// <param name="applicant">Whose it is; null for an applicant of its own.</param>
    public Posting ToPosting(int number, int? applicant = null)
    {
        var application = Facts.Application;
        var files = application.Documents.Select((d, i) => (Declared: d, Content: d.IsMemoria ? Memoria : Encoding.UTF8.GetBytes($"{d.Kind} {i}"))).ToList();
        var taxId = application.Applicant.TaxId.Kind == TaxIdKind.Entity ? SampleTaxIds.Company(application.Applicant.TaxId.Value[0], applicant ?? number) : application.Applicant.TaxId;
        var envelope = EnvelopeWriter.Write(application with
        {
            Key = Drafts.Key(string.Create(CultureInfo.InvariantCulture, $"RT-{number}")),
            Applicant = application.Applicant with { TaxId = taxId },
            Project = application.Project with { Reference = string.Create(CultureInfo.InvariantCulture, $"P-{number}") },
            Documents = [.. files.Select(f => f.Declared with { Bytes = f.Content.Length, Digest = Sha256Digest.Of(f.Content) })],
        });
        return new Posting { Envelope = envelope, Files = [.. files.Select(f => (f.Declared.Name.Value, f.Content))] };
    }

    private BreachedApplication With(string code) => new(Breach.Of(code, Facts), [.. Codes, code]);
}
