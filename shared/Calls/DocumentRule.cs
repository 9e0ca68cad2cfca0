using System.Diagnostics;
using IntakePipeline.Submissions;

namespace IntakePipeline.Calls;

/// <summary>How a document is asked for.</summary>
public enum DocumentNeed
{
    /// <summary>Must come with the application.</summary>
    WithApplication,

    /// <summary>Must come, by mail to the programme's mailbox after filing (R4 8.3), unless it came with the application.</summary>
    ByMail,

    /// <summary>Only when the case applies, which the applicant knows.</summary>
    IfApplicable,
}

/// <summary>Whom a document is asked of.</summary>
public enum DocumentCase
{
    /// <summary>Everybody.</summary>
    Always,

    /// <summary>Those whom the commercial registry does not know: sole traders and cooperatives (R4 7.2.2.b).</summary>
    NotInCommercialRegister,

    /// <summary>Persons who apply in their own name.</summary>
    SoleTrader,
}

/// <summary>A document a programme asks for.</summary>
/// <param name="Kind">Its <c>tipo</c> in the envelope.</param>
/// <param name="Title">Its name.</param>
/// <param name="Need">How it is asked for.</param>
/// <param name="When">Whom it is asked of.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record DocumentRule(string Kind, LocalizedText Title, DocumentNeed Need, DocumentCase When, string Article, string Quote)
{
    /// <summary>Whether it is asked of <paramref name="applicant"/>, as far as the NIF tells: a letter F is a cooperative's.</summary>
    public bool IsAskedOf(TaxId applicant) => When switch
    {
        DocumentCase.Always => true,
        DocumentCase.NotInCommercialRegister => IsPerson(applicant) || applicant.Value is ['F', ..],
        DocumentCase.SoleTrader => IsPerson(applicant),
        _ => throw new UnreachableException(),
    };

    private static bool IsPerson(TaxId taxId) => taxId.Kind is TaxIdKind.Person or TaxIdKind.Foreigner;
}
