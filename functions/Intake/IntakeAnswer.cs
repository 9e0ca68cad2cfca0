using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Intake;

/// <summary>What a sender is answered, whatever was filed.</summary>
internal static class IntakeAnswer
{
    /// <summary>201 with the receipt, 200 when it had been registered before, 413, 422 or 409 with the reasons.</summary>
    public static IResult Of(IntakeOutcome outcome) => outcome switch
    {
        IntakeOutcome.Registered { Repeated: false } registered => Json.Created($"/api/presentaciones/{registered.Entry.Draft.Key}", registered.Receipt),
        IntakeOutcome.Registered registered => Json.Ok(registered.Receipt),
        IntakeOutcome.Refused refused => Problem.Refused(refused.Rejection),
        IntakeOutcome.KeyInUse taken => Problem.KeyInUse(taken.Rejection),
        _ => throw new System.Diagnostics.UnreachableException("An outcome nobody answers."),
    };
}
