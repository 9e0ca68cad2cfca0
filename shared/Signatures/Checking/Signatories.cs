using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Submissions;

namespace IntakePipeline.Signatures.Checking;

/// <summary>Whether those who signed may file for the applicant (law 11/2007 art. 13, 23; R4 7.1.1).</summary>
public static class Signatories
{
    /// <summary>
    /// One of them must be the applicant, act for it by certificate, or be the representative that the form names. A representative's NIF that is none is a
    /// curable defect of the form, but it proves nobody's right to file: a version of a project takes the place of the one before, so a stranger's must not get in.
    /// </summary>
    /// <param name="signers">Who signed.</param>
    /// <param name="application">The form.</param>
    public static bool MayFile(IReadOnlyList<SignerIdentity> signers, Application application)
    {
        var applicant = application.Applicant.TaxId;
        if (signers.Any(s => s.Person == applicant || s.Company == applicant))
            return true;
        if (application.Representative is not { } representative)
            return false;
        return TaxId.TryParse(representative.TaxId, out var named) && signers.Any(s => s.Person == named);
    }
}
