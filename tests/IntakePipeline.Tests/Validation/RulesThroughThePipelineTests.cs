using IntakePipeline.Evaluation;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Validation;

/// <summary>Every programme of every call through the real pipeline, the official time inside its window: a clean application, and each rule broken.</summary>
public sealed class RulesThroughThePipelineTests(AzuriteFixture azurite)
{
    /// <summary>What the envelope's own form keeps out, and the ground on which it is refused.</summary>
    private static readonly Dictionary<string, string> StoppedAtTheDoor = new(StringComparer.Ordinal)
    {
        ["datos-solicitante-negativos"] = "campo-mal-formado",
        ["importe-con-fraccion-de-centimo"] = "campo-mal-formado",
        ["varias-memorias"] = "campo-mal-formado",
    };

    private static readonly string[] AboutOtherApplications = ["ayuda-una-sola-vez", "proyecto-repetido", "ayudas-superan-maximo-por-empresa"];

    public static TheoryData<string, string> Programmes => BreachTests.Programmes;

    [Theory]
    [MemberData(nameof(Programmes))]
    public async Task A_clean_application_reaches_evaluation_and_each_rule_finds_its_breach(string call, string programme)
    {
        var clean = Given.Clean(call, programme);
        var all = ApplicationRules.All.Where(r => r.AppliesTo(clean.Call, clean.Programme)).Select(r => r.Code).ToList();
        var ofSeveral = all.Where(code => Breach.Of(code, clean).Others.Count > 0).ToList();
        var codes = all.Except(ofSeveral).ToList();
        var atTheDoor = codes.Where(code => GroundOfRefusal(Breach.Of(code, clean), code) is not null).ToList();
        var packed = BreachedApplication.Pack(clean, codes.Except([.. atTheDoor, "fuera-de-plazo"]));

        await using var desk = await Desk.OpenAsync(azurite, clean.FiledAt);
        var expediente = await ProcessAsync(desk, new BreachedApplication(clean, []), 0);
        Assert.IsType<ExpedienteState.InEvaluation>(expediente.State);
        Assert.DoesNotContain(expediente.Findings, f => f.Code != "participantes-en-la-memoria");

        foreach (var (number, breached) in packed.Index())
        {
            expediente = await ProcessAsync(desk, breached, number + 1);
            // All of them are one applicant's, each with a project of its own; what that shows is tested by itself.
            Assert.Equal(breached.Found, expediente.Findings.Select(f => f.Code).Where(code => !AboutOtherApplications.Contains(code)));
            Assert.Subset(breached.Found.ToHashSet(StringComparer.Ordinal), breached.Codes.ToHashSet(StringComparer.Ordinal));
            Assert.Equal(expediente.Findings.Any(f => f.Severity == Severity.CurableDefect), expediente.State is ExpedienteState.AwaitingCorrection);
        }

        foreach (var (number, code) in ofSeveral.Index())
        {
            var (breached, applicant) = (new BreachedApplication(Breach.Of(code, clean), [code]), 200 + (10 * number));
            await ProcessAsync(desk, breached.Others.Single(), applicant + 1, applicant);
            expediente = await ProcessAsync(desk, breached, applicant + 2, applicant);
            Assert.Contains(expediente.Findings, f => f.Code == code);
        }

        foreach (var (number, code) in atTheDoor.Index())
        {
            var breached = new BreachedApplication(Breach.Of(code, clean), [code]);
            var refused = Assert.IsType<IntakeOutcome.Refused>(await desk.PostAsync(breached.ToPosting(100 + number)));
            Assert.Equal([GroundOfRefusal(breached.Facts, code)!], refused.Rejection.Faults.Select(f => f.Code));
        }
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public async Task After_the_last_window_it_is_registered_and_marked_out_of_time(string call, string programme)
    {
        var late = new BreachedApplication(Breach.Of("fuera-de-plazo", Given.Clean(call, programme)), ["fuera-de-plazo"]);
        await using var desk = await Desk.OpenAsync(azurite, late.Facts.FiledAt);
        var expediente = await ProcessAsync(desk, late, 0);
        Assert.IsType<ExpedienteState.OutOfTime>(expediente.State);
        Assert.Contains(expediente.Findings, f => f.Code == "fuera-de-plazo");
    }

    private static string? GroundOfRefusal(ValidationFacts facts, string code) =>
        !facts.DocumentKinds.Contains(DeclaredDocument.MemoriaKind, StringComparer.Ordinal) ? "memoria-ausente" : StoppedAtTheDoor.GetValueOrDefault(code);

    private static async Task<Expediente> ProcessAsync(Desk desk, BreachedApplication application, int number, int? applicant = null)
    {
        var registered = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(application.ToPosting(number, applicant)));
        return (await desk.Get<SubmissionProcessing>().ProcessAsync(registered.Entry.Number, default)).Expediente;
    }
}
