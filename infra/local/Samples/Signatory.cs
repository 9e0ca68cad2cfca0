using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Samples;

/// <summary>Who signs a sample, as a certificate names people.</summary>
/// <param name="Person">NIF of the person.</param>
/// <param name="PersonName">The person's name.</param>
/// <param name="Company">NIF of the entity the person acts for; null for nobody but herself.</param>
/// <param name="CompanyName">The entity's name.</param>
public sealed record Signatory(string Person, string PersonName, string? Company = null, string? CompanyName = null)
{
    /// <summary>Who should sign an application: the representative with a certificate for the company, or the person who applies.</summary>
    /// <param name="application">The application.</param>
    /// <param name="representative">Who signs for a company whose form names the representative wrongly, or none.</param>
    public static Signatory Of(Application application, Representative representative)
    {
        var applicant = application.Applicant;
        if (applicant.TaxId.Kind != TaxIdKind.Entity)
            return new Signatory(applicant.TaxId.Value, applicant.Name);
        var signer = application.Representative is { } named && TaxId.TryParse(named.TaxId, out _) ? named : representative;
        return new Signatory(signer.TaxId, signer.Name, applicant.TaxId.Value, applicant.Name);
    }
}
