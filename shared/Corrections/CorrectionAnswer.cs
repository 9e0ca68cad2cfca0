using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Corrections;

/// <summary>The envelope of an answer to a correction request (version 1), well formed. <c>Data/subsanacion.schema.json</c> is its shape.</summary>
/// <param name="Key">The sender's name for this filing.</param>
/// <param name="Request">The request it answers.</param>
/// <param name="Language">The applicant's language.</param>
/// <param name="Form">The form anew, whole, when fields of it are corrected; null when only documents come.</param>
/// <param name="Documents">The files that come with it; none when only fields are corrected.</param>
public sealed record CorrectionAnswer(
    SubmissionKey Key, CorrectionRequestNumber Request, Language Language, CorrectedForm? Form, IReadOnlyList<DeclaredDocument> Documents)
{
    /// <summary>The application as this answer leaves it. Its files are the answer's alone.</summary>
    public Application ApplyTo(Application application)
    {
        var filed = application with { Key = Key, Language = Language, Documents = Documents };
        return Form is null
            ? filed
            : filed with { Applicant = Form.Applicant, Representative = Form.Representative, Project = Form.Project, Declarations = Form.Declarations };
    }

    /// <summary>Why the answer cannot be one of <paramref name="application"/>'s; empty when it can.</summary>
    public IReadOnlyList<AdmissionFault> FaultsAgainst(Application application)
    {
        var faults = new List<AdmissionFault>();
        if (Form is not null && Form.Applicant.TaxId != application.Applicant.TaxId)
            faults.Add(AdmissionFaults.FormOfAnother("solicitud.solicitante.nif"));
        if (Form is not null && Form.Project.Reference != application.Project.Reference)
            faults.Add(AdmissionFaults.FormOfAnother("solicitud.proyecto.referencia"));
        return faults;
    }
}

/// <summary>The sections of the form that can be corrected. Call, programme and manifest are not among them.</summary>
/// <param name="Applicant">Who applies; the same as before.</param>
/// <param name="Representative">Who acts for the applicant.</param>
/// <param name="Project">What is to be funded; under the same reference.</param>
/// <param name="Declarations">What the applicant declares.</param>
public sealed record CorrectedForm(Applicant Applicant, Representative? Representative, Project Project, Declarations Declarations);

/// <summary>What an admitted answer belongs to.</summary>
/// <param name="Request">The request.</param>
/// <param name="Opening">The entry that opened its expediente.</param>
public sealed record AnsweredRequest(CorrectionRequestNumber Request, RegistryEntry Opening);
